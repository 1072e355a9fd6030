/// Names an entry to the one who will tell how it ended. After a reset it names nothing, even when
/// the number is used again.
struct JournalTicket: Sendable, Equatable {
  let id: Int
  let epoch: Int
}
