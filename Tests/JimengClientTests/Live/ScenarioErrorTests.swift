import Foundation
import JimengClient
import JimengMock
import Testing

/// What becomes of each of the mock's error answers on its way over a socket.
@Suite struct ScenarioErrorTests {
  private static let request = SubmitRequest(
    prompt: "x", duration: .ten, aspectRatio: .square1x1, cfgScale: 1)

  private static func submit(_ scenario: String) async throws -> JimengError? {
    let mock = try await MockServer.start()
    let client = JimengClient(
      baseURL: mock.url.appending(path: "scenario/\(scenario)"), apiKey: nil)
    let error = await #expect(throws: JimengError.self) { try await client.submit(request) }
    #expect(mock.journal.violations.isEmpty)
    await mock.stop()
    return error
  }

  @Test(
    "an error of the service keeps its meaning, status and request id",
    arguments: [
      ("token-missing", .tokenMissing, 401), ("token-invalid", .tokenInvalid, 401),
      ("token-expired", .tokenExpired, 401), ("token-disabled", .tokenDisabled, 401),
      ("token-used-up", .tokenUsedUp, 401), ("user-banned", .userBanned, 403),
      ("ip-not-allowed", .addressNotAllowed, 403), ("model-not-allowed", .modelNotAllowed, 403),
      ("balance-too-low", .balanceTooLow, 403), ("balance-precharge-failed", .balanceTooLow, 403),
      ("no-channel", .noChannel, 503), ("upstream-saturated", .upstreamSaturated, 429),
      ("rate-limited", .rateLimited, 429), ("moderation-rejected", .moderationRejected, 500),
      ("upstream-error", .upstreamFailed, 400), ("upstream-html-error", .upstreamFailed, 502),
      ("upstream-unreachable", .upstreamUnreachable, 500), ("body-too-large", .bodyTooLarge, 413),
      ("ok-with-error-code", .upstreamFailed, 200), ("panic", .panicked, 500),
    ] as [(String, ServiceError.Kind, Int)])
  func service(scenario: String, kind: ServiceError.Kind, status: Int) async throws {
    let error = try await Self.submit(scenario)
    guard case .service(let service) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(service.kind == kind && service.status == status && service.requestID != nil)
  }

  @Test("an upstream's error is unwrapped")
  func upstream() async throws {
    guard case .service(let json) = try await Self.submit("upstream-error"),
      case .service(let page) = try await Self.submit("upstream-html-error")
    else {
      Issue.record("no error of the service")
      return
    }
    #expect(json.upstream.map(\.code) == ["fail_to_fetch_task", "InvalidParameter"])
    #expect(json.cause?.message?.hasPrefix("The parameter `image_url`") == true)
    #expect(page.cause?.isWebPage == true && page.cause?.message == "502 Bad Gateway")
  }

  @Test("a web page with 200 is a malformed answer")
  func page() async throws {
    guard case .malformedAnswer(let answer) = try await Self.submit("html-page") else {
      Issue.record("no malformed answer")
      return
    }
    #expect(answer.reason == .webPage(title: "New API") && answer.requestID != nil)
  }

  @Test(
    "a broken connection is a network fault, with URLSession's code",
    arguments: [
      "connection-reset", "empty-response", "truncated-body", "malformed-chunk", "random-bytes",
    ])
  func network(scenario: String) async throws {
    guard case .network(let fault) = try await Self.submit(scenario) else {
      Issue.record("no network fault")
      return
    }
    #expect(fault.isTransient && fault.code < 0)
  }

  @Test("a scenario that nobody has is told in the mock's own words")
  func unknown() async throws {
    guard case .service(let error) = try await Self.submit("rate-limted") else {
      Issue.record("no error of the service")
      return
    }
    #expect(error.status == 400 && error.message?.contains("rate-limited") == true)
  }

  @Test("a request that breaks the page's rules is told which", arguments: [true, false])
  func violations(leavesOut: Bool) async throws {
    let mock = try await MockServer.start()
    let client = JimengClient(baseURL: mock.url)
    let request = SubmitRequest(
      prompt: "x", duration: leavesOut ? nil : .init(rawValue: 7),
      aspectRatio: .init(rawValue: "2:1"), cfgScale: 0.5)
    let error = await #expect(throws: JimengError.self) { try await client.submit(request) }
    guard case .service(let service) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(service.kind == .invalidRequest && service.code == "invalid_request")
    #expect(service.message?.contains("duration") == true)
    #expect(service.message?.contains("aspect_ratio") == true)
    await mock.stop()
  }
}
