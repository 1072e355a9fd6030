import HTTPTransport
import StrictJSON

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
