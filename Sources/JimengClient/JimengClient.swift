public import Foundation
import StrictJSON

/// A client of the 即梦3 video API, over URLSession. It holds nothing but its settings, so it can be
/// copied and shared; what it asks, it asks when told to, and never twice unless that is free.
///
/// ```swift
/// let client = JimengClient(baseURL: url, apiKey: key)
/// let task = try await client.submit(
///   .init(prompt: "…", duration: .five, aspectRatio: .landscape16x9, cfgScale: 0.5))
/// let video = try await client.wait(for: task)
/// ```
public struct JimengClient: Sendable {
  /// How long it waits for what.
  public let configuration: Configuration
  let pace: Pace
  private let base: BaseURL
  private let credential: Credential?

  /// - Parameters:
  ///   - baseURL: what stands before `/jimeng/…`, with or without a slash at the end.
  ///   - apiKey: sent as `Authorization: Bearer <key>`, or as it is where it brings its own scheme;
  ///     nil for none.
  ///   - configuration: how long it waits for what.
  ///   - clock: what polls and their retries wait by. The time-outs of requests are in real time.
  public init(
    baseURL: URL, apiKey: String? = nil, configuration: Configuration = Configuration(),
    clock: some Clock<Duration> = ContinuousClock()
  ) {
    self.configuration = configuration
    pace = Pace(clock)
    base = BaseURL(baseURL)
    credential = Credential(key: apiKey)
  }

  // MARK: Submit

  /// Asks for a video (`POST /jimeng/submit/videos`). This is billed, so it is sent once and never
  /// tried again; `JimengError.leavesSubmitUncertain` tells when a task may have been made all the
  /// same.
  /// - Returns: the id of the task.
  /// - Throws: `unsendable`, `service`, `malformedAnswer`, `network`, `requestTimedOut`,
  ///   `cancelled`.
  public func submit(_ request: SubmitRequest) async throws(JimengError) -> TaskID {
    let body = JSONWriter.bytes(try request.json())
    return try await send(
      "POST", ["jimeng", "submit", "videos"], body: Array(body),
      timeout: configuration.requestTimeout
    ).taskID()
  }

  // MARK: Fetch

  /// Asks how a task is (`GET /jimeng/fetch/{task_id}`; observed, not on the vendor's page), once.
  /// A task that failed is no error here: its snapshot says so.
  /// - Throws: `service` (`taskNotFound` for an unknown id), `malformedAnswer`, `network`,
  ///   `requestTimedOut`, `cancelled`, `unsendable`.
  public func fetch(_ id: TaskID) async throws(JimengError) -> TaskSnapshot {
    try await fetch(id, timeout: configuration.requestTimeout)
  }

  /// Asks how several tasks are in one request (`POST /jimeng/fetch`; EVIDENCE.md, row 18), once.
  /// - Returns: those that the service knows, in its order; the unknown ones are absent.
  /// - Throws: as `fetch(_:)` for one, but for `taskNotFound`.
  public func fetch(_ ids: [TaskID]) async throws(JimengError) -> [TaskSnapshot] {
    guard !ids.isEmpty else { return [] }
    let body: JSONValue = ["ids": .array(ids.map { .string($0.rawValue) })]
    return try await send(
      "POST", ["jimeng", "fetch"], body: Array(JSONWriter.bytes(body)),
      timeout: configuration.requestTimeout
    ).snapshots()
  }

  func fetch(_ id: TaskID, timeout: Duration) async throws(JimengError) -> TaskSnapshot {
    try await send("GET", ["jimeng", "fetch", id.rawValue], body: nil, timeout: timeout).snapshot()
  }

  // MARK: Wait

  /// Polls a task until it ends. A poll that fails in passing (network, time-out, 429, 5xx) is
  /// tried again by `Configuration.retry`; the task does not mind.
  /// - Parameters:
  ///   - id: of the task.
  ///   - timeout: from the first poll on; nil for `Configuration.waitTimeout`.
  /// - Throws: about the task, for good: `taskFailed`, `taskFinishedWithoutURL`. About the polls,
  ///   while the task goes on: `waitTimedOut`, `cancelled`, and what `fetch(_:)` throws.
  public func wait(
    for id: TaskID, timeout: Duration? = nil
  ) async throws(JimengError) -> FinishedVideo {
    var poll = TaskPoll(client: self, id: id, timeout: timeout ?? configuration.waitTimeout)
    while true {
      if let video = try await poll.next().video() { return video }
    }
  }

  /// Follows a task to its end: a snapshot for each change that a poll shows.
  /// - Parameters:
  ///   - id: of the task.
  ///   - timeout: from the first poll on; nil for `Configuration.waitTimeout`.
  /// - Returns: a sequence that throws, about the polls, `waitTimedOut`, `cancelled`, and what
  ///   `fetch(_:)` throws where it is not tried again.
  public func progress(of id: TaskID, timeout: Duration? = nil) -> TaskUpdates {
    TaskUpdates(TaskPoll(client: self, id: id, timeout: timeout ?? configuration.waitTimeout))
  }

  // MARK: One request

  private func send(
    _ method: String, _ path: [String], body: [UInt8]?, timeout: Duration
  ) async throws(JimengError) -> AnswerReader {
    guard credential?.isSendable != false else {
      throw .unsendable("the API key holds characters that no header can")
    }
    // The page for fetch marks the type as required too, on a GET.
    var fields = [
      (name: "Content-Type", value: "application/json"),
      (name: "Accept", value: "application/json"),
    ]
    if let credential {
      fields.append((name: "Authorization", value: credential.authorization))
    }
    let call = HTTPCall(
      method: method, url: try base.appending(path), fields: fields, body: body)
    guard !Task.isCancelled else { throw .cancelled }
    return AnswerReader(
      try await HTTPExchange.perform(
        call, timeout: timeout, byteCountMax: configuration.answerByteCountMax))
  }
}

extension JimengClient {
  /// How long a client waits for what, and what it reads at most.
  public struct Configuration: Hashable, Sendable {
    /// From sending a request to the last byte of its answer.
    public var requestTimeout = Duration.seconds(60)
    /// Between two polls of a task. The gateway itself asks upstream every 15 s; fetching is free.
    public var pollInterval = Duration.seconds(5)
    /// From the first poll of a task to its end.
    public var waitTimeout = Duration.seconds(3600)
    /// How polls that failed are tried again.
    public var retry = RetryPolicy()
    /// The body of an answer; a longer one is a `malformedAnswer`.
    public var answerByteCountMax = 4 << 20

    /// The defaults.
    public init() {}
  }
}
