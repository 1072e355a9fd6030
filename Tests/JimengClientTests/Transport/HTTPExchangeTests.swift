import Foundation
import HTTPTransport
import TestSupport
import Testing

@testable import JimengClient

/// What URLSession really does, on this system, when answers are not as they should be.
@Suite struct HTTPExchangeTests {
  private static func call(
    _ url: URL, method: String = "GET", body: String? = nil
  ) -> HTTPCall {
    let fields = [("Authorization", "Bearer sk-1"), ("Content-Type", "application/json")]
    return HTTPCall(
      method: method, url: url, fields: fields, body: body.map { Array($0.utf8) })
  }

  private static func perform(
    _ call: HTTPCall, timeout: Duration = .seconds(20), byteCountMax: Int = 1 << 20
  ) async throws(JimengError) -> HTTPAnswer {
    try await HTTPExchange.perform(call, timeout: timeout, byteCountMax: byteCountMax)
  }

  @Test("sends what it is given, and returns what comes")
  func whole() async throws {
    let step = StubServer.Step(
      status: 418, fields: [("X-Oneapi-Request-Id", "R1")], body: "short")
    try await StubServer.run([step]) { server in
      let answer = try await Self.perform(
        Self.call(server.url("/a?b=c"), method: "POST", body: "{}"))
      #expect(answer.status == 418 && answer.body == Array("short".utf8))
      #expect(answer[field: "x-oneapi-request-id"] == "R1")
      let request = StubServer.Request(
        method: "POST", target: "/a?b=c", authorization: "Bearer sk-1",
        contentType: "application/json", body: "{}")
      #expect(server.requests == [request])
    }
  }

  @Test(
    "follows no redirect, so that the key goes nowhere else", arguments: [301, 302, 303, 307, 308])
  func redirects(status: Int) async throws {
    try await StubServer.run([.json("{}")]) { elsewhere in
      let location = try elsewhere.url("/elsewhere").absoluteString
      let step = StubServer.Step(status: status, fields: [("Location", location)])
      try await StubServer.run([step]) { server in
        let answer = try await Self.perform(Self.call(server.url(), method: "POST", body: "{}"))
        #expect(answer.status == status && answer[field: "location"] == location)
        #expect(server.requests.count == 1)
      }
      #expect(elsewhere.requests.isEmpty)
    }
  }

  @Test(
    "an answer that asks for a login is an answer like any other, and none is given",
    arguments: [
      "Basic realm=\"x\"", "Basic", "Digest realm=\"x\", nonce=\"n\", qop=\"auth\"",
      "Bearer realm=\"x\"", "Negotiate", "NTLM",
    ])
  func login(challenge: String) async throws {
    let step = StubServer.Step(
      status: 401, fields: [("WWW-Authenticate", challenge), ("Content-Type", "application/json")],
      body: #"{"error":{"message":"m"}}"#)
    try await StubServer.run([step]) { server in
      let answer = try await Self.perform(Self.call(server.url(), method: "POST", body: "{}"))
      #expect(answer.status == 401 && answer[field: "www-authenticate"] == challenge)
      #expect(answer.body == Array(step.body.utf8))
      #expect(server.requests.count == 1)
    }
  }

  @Test("reads a body up to its bound and no further", arguments: [99_999, 100_000, 100_001])
  func bounded(count: Int) async throws {
    let step = StubServer.Step(
      fields: [("Content-Type", "text/plain"), ("X-Oneapi-Request-Id", "R1")],
      body: String(repeating: "x", count: count))
    try await StubServer.run([step]) { server in
      let call = Self.call(try server.url())
      if count <= 100_000 {
        #expect(try await Self.perform(call, byteCountMax: 100_000).body.count == count)
        return
      }
      let error = await #expect(throws: JimengError.self) {
        try await Self.perform(call, byteCountMax: 100_000)
      }
      guard case .malformedAnswer(let answer) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(answer.reason == .tooLarge(byteCountMax: 100_000) && answer.body.utf8.count <= 4096)
    }
  }

  @Test(
    "what comes out of a broken connection is a network fault",
    arguments: [
      .resetConnection, .emptyResponse, .malformedChunk, .randomData([0x80, 1, 2, 3]),
      .truncatedBody,
    ] as [HTTPDelivery.Fault])
  func broken(fault: HTTPDelivery.Fault) async throws {
    let step = StubServer.Step(body: "0123456789", delivery: HTTPDelivery(fault: fault))
    try await StubServer.run([.json("{}"), step]) { server in
      let call = Self.call(try server.url(), method: "POST", body: "{}")
      _ = try await Self.perform(call)
      let error = await #expect(throws: JimengError.self) { try await Self.perform(call) }
      guard case .network(let fault) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(fault.isTransient)
      #expect(server.requests.count == 2, "each was sent once")
    }
  }

  @Test("nobody listening is a network fault before any request was sent")
  func refused() async throws {
    // Not a port that was free a moment ago: the system may have given it to another test.
    let url = try #require(URL(string: "http://127.0.0.1:1/"))
    let error = await #expect(throws: JimengError.self) { try await Self.perform(Self.call(url)) }
    guard case .network(let fault) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(fault.code == -1004 && error?.leavesSubmitUncertain == false)
  }

  @Test(
    "silence is cut off at the time-out, before the answer and in the middle of it",
    arguments: [.neverAnswer, .stallInBody] as [HTTPDelivery.Fault])
  func timesOut(fault: HTTPDelivery.Fault) async throws {
    let step = StubServer.Step(body: "0123456789", delivery: HTTPDelivery(fault: fault))
    try await StubServer.run([step]) { server in
      let timeout = Duration.milliseconds(100)
      await #expect(throws: JimengError.requestTimedOut(after: timeout)) {
        try await Self.perform(Self.call(server.url()), timeout: timeout)
      }
    }
  }

  @Test("a cancelled task gives up at once, and is told as cancelled")
  func cancels() async throws {
    let step = StubServer.Step(delivery: HTTPDelivery(fault: .neverAnswer))
    try await StubServer.run([step]) { server in
      let call = Self.call(try server.url())
      let task = Task { await Result { try await Self.perform(call, timeout: .seconds(3600)) } }
      try await server.firstRequest()
      let start = ContinuousClock.now
      task.cancel()
      let result = await task.value
      #expect(throws: JimengError.cancelled) { try result.get() }
      // Half of the time-out: other tests may hold the threads meanwhile.
      #expect(ContinuousClock.now - start < .seconds(1800))
    }
  }

  @Test("cancelled at any moment, it is whole or cancelled", arguments: 0..<40)
  func races(round: Int) async throws {
    try await StubServer.run([.json("{}")]) { server in
      let call = Self.call(try server.url())
      let task = Task { await Result { try await Self.perform(call) } }
      for _ in 0..<(round * 5) { await Task.yield() }
      task.cancel()
      switch await task.value {
      case .success(let answer): #expect(answer.body == Array("{}".utf8))
      case .failure(let error): #expect(error as? JimengError == .cancelled)
      }
    }
  }
}

extension Result where Failure == any Error {
  init(_ work: () async throws -> Success) async {
    do { self = .success(try await work()) } catch { self = .failure(error) }
  }
}
