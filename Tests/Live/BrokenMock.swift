import Foundation
import HTTPTransport
import JimengContract
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

/// A mock with one deliberate fault: it enforces a page that was changed, or its answers are.
struct BrokenMock: Sendable, CustomTestStringConvertible {
  typealias Change = @Sendable (HTTPRequest, inout HTTPResponse) -> Void

  let name: String
  /// Words of the vendor's page and what stands in their place.
  var page: [(String, String)] = []
  var change: Change = { _, _ in }
  /// What comes of the cases that must not pass.
  var result = "failed"
  /// The cases that must not pass, and no other.
  let failing: @Sendable (ContractSuite) -> Set<String>

  var testDescription: String { name }

  func start() throws -> (url: URL, server: HTTPServer) {
    var configuration = MockConfiguration()
    configuration.loadedServices = try ServiceLoader.load(pages: [contract()])
    let parts = try MockParts(configuration)
    let change = change
    let server = try HTTPServer(HTTPServer.Configuration()) { [configuration] address in
      let state = MockState(
        services: parts.services, configuration: configuration, catalogue: parts.catalogue,
        address: address, at: .current())
      return BrokenHandler(mock: MockHandler(state, chaos: parts.chaos), change: change)
    }
    return (try #require(URL(string: "http://\(server.address.authority)")), server)
  }

  private func contract() throws -> Contract {
    var text = String(decoding: try VendorPageText.bytes(), as: UTF8.self)
    for (old, new) in page {
      try #require(text.contains(old), "\(old)")
      text = text.replacingOccurrences(of: old, with: new)
    }
    return try Contract.compile(SpecLoader.load(Array(text.utf8), name: "jimeng-submit-videos.md"))
  }

  private final class BrokenHandler: HTTPHandler {
    private let mock: MockHandler
    private let change: Change

    init(mock: MockHandler, change: @escaping Change) {
      self.mock = mock
      self.change = change
    }

    func respond(to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse) {
      mock.respond(to: request, at: now, into: &response)
      change(request, &response)
    }
  }
}

enum VendorPageText {
  static func bytes() throws -> [UInt8] {
    let path = ContractSuiteTests.folder.deletingLastPathComponent()
      .appendingPathComponent("openapi/jimeng-submit-videos.md")
    return Array(try Data(contentsOf: path))
  }
}

extension HTTPResponse {
  /// Another body of the same type, status and fields.
  mutating func replaceBody(_ edit: (JSONValue) -> JSONValue) {
    guard let old = try? JSONReader.read(body).root else { return }
    body = JSONWriter.bytes(edit(old))
  }

  /// The answer again, its fields changed by the line; nil drops one.
  mutating func editFields(_ edit: (_ name: String, _ value: String) -> String?) {
    let lines = fieldText.split(separator: "\r\n").map(String.init)
    let (status, body) = (status, body)
    reset()
    self.status = status
    self.body = body
    for line in lines {
      let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
      if let value = edit(parts[0], parts.count > 1 ? parts[1] : "") {
        appendField(named: parts[0], value)
      }
    }
  }
}
