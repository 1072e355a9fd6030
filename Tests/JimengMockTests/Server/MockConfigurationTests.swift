import Foundation
import HTTPTransport
import TestSupport
import Testing

@testable import JimengMock

/// What keeps a mock from starting, although each value is of the right type.
@Suite struct MockConfigurationTests {
  /// A change that makes a configuration wrong, and what is said of it.
  struct Fault: Sendable, CustomTestStringConvertible {
    let message: String
    let change: @Sendable (inout MockConfiguration) -> Void

    init(_ message: String, _ change: @escaping @Sendable (inout MockConfiguration) -> Void) {
      self.message = message
      self.change = change
    }

    var testDescription: String { message }
  }

  private static func reason(_ change: (inout MockConfiguration) -> Void) async -> MockServerError?
  {
    var configuration = MockConfiguration()
    change(&configuration)
    do {
      let mock = try await MockServer.start(configuration)
      await mock.stop()
      return nil
    } catch {
      return error
    }
  }

  private static let unreachable = "leads to the admin API, or chooses a session or scenario"

  @Test(
    "what cannot be done is told with the property's name",
    arguments: [
      Fault("host: 'example.com' is no IP address; names are not looked up") {
        $0.host = "example.com"
      },
      Fault("timeScale: nan is not from 0.0 to 1000000000.0") { $0.timeScale = .nan },
      Fault("timeScale: -1.0 is not from 0.0 to 1000000000.0") { $0.timeScale = -1 },
      Fault("timeScale: inf is not from 0.0 to 1000000000.0") { $0.timeScale = .infinity },
      Fault("renderDuration: -5.0 seconds is not from 0.0 seconds to 86400.0 seconds") {
        $0.renderDuration = .seconds(-5)
      },
      Fault("journalLimit: -1 is not from 0 to 1000000") { $0.journalLimit = -1 },
      Fault("taskLimit: 0 is not from 1 to 10000000") { $0.taskLimit = 0 },
      Fault("basePath: 'api' does not begin with '/'") { $0.basePath = "api" },
      Fault("basePath: '/api/' ends with '/'") { $0.basePath = "/api/" },
      Fault("basePath: '/x y?' has a ' ', which no path has") { $0.basePath = "/x y?" },
      Fault("basePath: '/a?b' has a '?', which no path has") { $0.basePath = "/a?b" },
      Fault("basePath: '/é' has a 'é', which no path has") { $0.basePath = "/é" },
      Fault("basePath: '/__mock/x' \(unreachable)") { $0.basePath = "/__mock/x" },
      Fault("basePath: '/session/a' \(unreachable)") { $0.basePath = "/session/a" },
      Fault("pages: 'http://example.com/page.md' is no file: URL; nothing is fetched") {
        $0.page = URL(string: "http://example.com/page.md")
      },
      Fault("keyRequirement: an empty key lets nobody in") {
        $0.keyRequirement = .exactly("sk-")
      },
      Fault("adminToken: an empty one protects nothing") { $0.adminToken = "" },
    ])
  func faults(fault: Fault) async {
    #expect(await Self.reason(fault.change) == .configuration(fault.message))
  }

  @Test("what is just within the bounds is served")
  func bounds() async {
    let reason = await Self.reason {
      $0.host = "localhost"
      $0.timeScale = 0
      $0.renderDuration = .zero
      $0.journalLimit = 0
      $0.taskLimit = 1
      $0.basePath = "/a%20b/__mock/~x:@!$&'()*+,;=-._"
      $0.keyRequirement = .exactly("k")
    }
    #expect(reason == nil)
  }

  // MARK: Pages

  private static func withPage(
    _ text: String, _ body: (URL) async throws -> Void
  ) async throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("page-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    try await body(file)
  }

  private static func page(type: String) -> String {
    """
    openapi: 3.0.1
    info: {title: mine, version: "1"}
    paths:
      /mine:
        post:
          requestBody:
            content:
              application/json:
                schema: {type: \(type), required: [color]}
          responses: {}
    """
  }

  @Test("another page is read from its file and enforced")
  func anotherPage() async throws {
    try await Self.withPage(Self.page(type: "object")) { file in
      try await withMockServer(MockConfiguration(page: file)) { mock in
        let answer = try await WebClient(mock.url).send(
          "POST", "/mine", headers: ["Content-Type": "application/json"], body: "{}")
        #expect(answer.text.contains("color: required, but missing"))
      }
    }
  }

  @Test("a page that cannot be enforced is told with file, line and pointer")
  func badPage() async throws {
    try await Self.withPage(Self.page(type: "objekt")) { file in
      let error = await Self.reason { $0.page = file }
      guard case .page(let reason) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(reason.hasPrefix("\(file.path):9: /paths/~1mine/post/"), "\(reason)")
    }
  }

  @Test("a page that is not there, or is no file, is told with its name")
  func missingPage() async {
    let missing = URL(fileURLWithPath: "/no/such/page.md")
    let folder = URL(fileURLWithPath: "/")
    #expect(
      await Self.reason { $0.page = missing }
        == .page("/no/such/page.md: No such file or directory"))
    #expect(await Self.reason { $0.page = folder } == .page("/: Is a directory"))
  }
}
