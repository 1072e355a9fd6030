/// What sessions hold together. Each tells what it takes; what it gives back is seen when there
/// seems to be too much. Then those that recorded nothing for the longest give up all they have of
/// it, and their counts of what was evicted tell so.
extension SessionTable {
  /// - Parameter byteCount: less than 0 where more had to go than came.
  mutating func noteJournal(grownBy byteCount: Int, of session: Session) {
    journalByteCount += byteCount
    guard journalByteCount > settings.sharedLimits.journalByteCountMax else { return }
    journalByteCount = makeRoom(
      for: session, settings.sharedLimits.journalByteCountMax, { $0.journal.byteCount },
      giveUp: { $0.journal.evictAll() })
  }

  mutating func noteTasks(grownBy count: Int, of session: Session) {
    taskCount += count
    guard taskCount > settings.sharedLimits.taskCountMax else { return }
    taskCount = makeRoom(
      for: session, settings.sharedLimits.taskCountMax, { $0.tasks.count },
      giveUp: { $0.tasks.evictAll() })
  }

  /// - Parameters:
  ///   - session: gives up nothing: it has a bound of its own.
  ///   - most: what there may be.
  ///   - size: what a session has of it.
  /// - Returns: what there is now.
  private func makeRoom(
    for session: Session, _ most: Int, _ size: (Session) -> Int, giveUp: (Session) -> Void
  ) -> Int {
    let sessions = all
    var total = sessions.reduce(0) { $0 + size($1) }
    guard total > most else { return total }
    let others = sessions.filter { $0 !== session && size($0) > 0 }
      .map { (session: $0, lastRecorded: $0.journal.last?.time ?? .min) }
      .sorted { $0.lastRecorded < $1.lastRecorded }
    for other in others where total > most {
      total -= size(other.session)
      giveUp(other.session)
    }
    return total
  }
}
