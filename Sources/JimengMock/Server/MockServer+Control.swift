import HTTPTransport
import StrictJSON

/// What a test does to a mock from outside of its requests. Each call waits until the mock has done
/// it, some microseconds, so that the next request sees it; on a mock that has stopped it does
/// nothing. A session that is named comes into being.
extension MockServer {
  /// Queues a scenario for the next requests. A name that no scenario has is answered with 400 when
  /// its turn comes, naming those that are near.
  /// - Parameters:
  ///   - scenario: its name, such as `rate-limited`.
  ///   - times: how many requests get it, 1 to a million.
  ///   - session: nil for the default one.
  /// - Returns: false when the queue is full or `times` out of range.
  @discardableResult
  public func queue(_ scenario: String, times: Int = 1, session: String? = nil) -> Bool {
    control(session) { session, _ in
      do throws(ScenarioQueueError) {
        try session.queue.append(scenario, times: times)
        return true
      } catch {
        return false
      }
    } ?? false
  }

  /// Moves the time of tasks forward, so that no test has to wait for one.
  /// - Parameters:
  ///   - duration: by how much; one below zero moves nothing, and time ends on 2262-04-11.
  ///   - session: nil for the default one.
  public func advanceClock(by duration: Duration, session: String? = nil) {
    control(session) { session, _ in session.advanceClock(by: duration) }
  }

  /// Makes a session as if it had just begun: no tasks, no journal, no queue, its own time again.
  /// - Parameter session: nil for the default one.
  public func reset(session: String? = nil) {
    control(session) { session, now in session.reset(at: now) }
  }

  /// What the default session was asked so far; empty once the mock has stopped, so look before.
  public var journal: JournalSnapshot { journal(session: nil) }

  /// What a session was asked so far; empty once the mock has stopped, so look before.
  /// - Parameter session: nil for the default one.
  public func journal(session: String?) -> JournalSnapshot {
    control(session) { session, _ in JournalSnapshot(session.journal) } ?? JournalSnapshot()
  }

  /// The scenarios that are queued in the default session and have not been used up: empty once
  /// each has struck as often as it was to.
  public var queuedScenarios: [String] { queuedScenarios(session: nil) }

  /// The scenarios that are queued in a session and have not been used up, in their order.
  /// - Parameter session: nil for the default one.
  public func queuedScenarios(session: String?) -> [String] {
    control(session) { session, _ in session.queue.entries.map(\.name) } ?? []
  }

  /// What its client kept and broke of the contract so far; nil on a mock that has stopped, and
  /// unless `MockConfiguration.recordsContractUsage` asked for it.
  package var contractUsage: ContractUsage? {
    server.performAndWait { handler, _ in (handler as? MockHandler)?.state.contractUsage } ?? nil
  }

  /// Waits until the mock has handled what had reached it by now, even of a client that went before
  /// its connection was accepted: that takes one iteration of the loop to accept and one to read.
  package func settle() {
    for _ in 0..<2 { server.performAndWait { _, _ in } }
  }

  @discardableResult
  func control<Result: Sendable>(
    _ name: String?, _ work: @escaping @Sendable (Session, ServerTime) -> Result
  ) -> Result? {
    let name = name ?? SessionName.default
    guard SessionName.isLegal(name) else { return nil }
    return server.performAndWait { handler, now in
      (handler as? MockHandler).map { work($0.state.sessions.session(named: name, at: now), now) }
    } ?? nil
  }
}

extension MockServer {
  /// Looks whether a kind of request was made as often as it was to be.
  ///
  /// ```swift
  /// #expect(
  ///   mock.verify("POST", "/jimeng/submit/videos", body: ["duration": 5], .exactly(1)).isMet)
  /// ```
  ///
  /// What cannot be looked for is not met, with the reason: a path that does not begin with `/`, a
  /// status that is none, a count below 0. After `stop()` nothing can be known.
  /// - Parameters:
  ///   - method: such as `POST`.
  ///   - path: without a query, and without what only chooses a session or a scenario; names in
  ///     braces stand for one segment, as in `/jimeng/fetch/{task_id}`.
  ///   - body: what the JSON body must hold, at least; so must objects in its lists. A list must
  ///     have these items and no more. Nil for any. Keys are not recorded: none can be looked for.
  ///   - status: what it was answered; nil for any.
  ///   - count: how many of that kind there must be.
  ///   - session: nil for the default one.
  /// - Returns: the verdict; its description shows the closest request and every differing field,
  ///   or the requests that are too many.
  public func verify(
    _ method: String, _ path: String, body: [String: any Encodable]? = nil, status: Int? = nil,
    _ count: CountBound = .atLeast(1), session: String? = nil
  ) -> VerificationResult {
    if let session, !SessionName.isLegal(session) {
      return .refused("'\(session)' is no name of a session")
    }
    let verification: Verification
    do throws(JSONNodeError) {
      verification = try Verification(
        method: method, path: path, body: body, status: status, count: count)
    } catch {
      return .refused("\(error)")
    }
    return control(session) { session, _ in verification.check(session.journal) }
      ?? .unknowable("the mock has stopped, and its journal went with it")
  }
}

extension VerificationResult {
  /// Of what cannot be looked for.
  fileprivate static func refused(_ reason: String) -> VerificationResult {
    var result = VerificationResult(recordedCount: 0, evictedCount: 0)
    result.fail(reason)
    return result
  }

  /// Of what was looked for where nothing can be seen.
  fileprivate static func unknowable(_ reason: String) -> VerificationResult {
    var result = VerificationResult(recordedCount: 0, evictedCount: 0)
    result.leaveOpen(reason)
    return result
  }
}
