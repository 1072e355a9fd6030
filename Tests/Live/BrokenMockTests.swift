import HTTPTransport
import JimengContract
import StrictJSON
import Testing

/// The suite can fail: each broken mock fails exactly the cases that are named for it.
@Suite struct BrokenMockTests {
  @Test("a broken mock fails the cases named for it and no other", arguments: Self.mocks)
  func failsExactly(mock: BrokenMock) async throws {
    let suite = try ContractSuite.shared(.contract)
    let (url, server) = try mock.start()
    let plan = ContractPlan(suite, target: ContractTarget(mock: url))
    let report = await ContractRun(plan).run()
    await server.stop()
    let missed = report.results.filter { $0.verdict != .passed }
    #expect(!mock.failing(suite).isEmpty)
    #expect(Set(missed.map(\.contractCase.id)) == mock.failing(suite))
    #expect(missed.allSatisfy { $0.verdict.name == mock.result })
    #expect(report.verdict.name == mock.result)
  }

  @Test("the same mock without a fault fails none")
  func wholeMockPasses() async throws {
    let mock = BrokenMock(name: "whole") { _ in [] }
    let (url, server) = try mock.start()
    let plan = ContractPlan(
      try ContractSuite.shared(.contract), target: ContractTarget(mock: url))
    let report = await ContractRun(plan).run()
    await server.stop()
    #expect(report.verdict == .passed, "\(report.text)")
    #expect(report.results.count > 100)
  }

  // MARK: Sets of cases

  private static func cases(
    _ choose: @escaping @Sendable (ContractCase) -> Bool
  ) -> @Sendable (ContractSuite) -> Set<String> {
    { suite in Set(suite.cases.filter(choose).map(\.id)) }
  }

  private static func these(_ ids: Set<String>) -> @Sendable (ContractSuite) -> Set<String> {
    { _ in ids }
  }

  private static let accepted = cases { $0.expectation.statuses == [200] }
  private static let refused = cases { $0.expectation.statuses == [400] }
  /// Only the hand-written cases know the id's form and the Content-Type.
  private static let acceptedByHand = cases {
    $0.expectation.statuses == [200] && $0.coverage == nil
  }

  // MARK: Broken pages

  private static let pages: [BrokenMock] = [
    BrokenMock(
      name: "accepts duration 7", page: [("枚举值 5, 10", "枚举值 5, 7, 10")],
      failing: these([
        "duration-enum", "generated/duration/enum/just-missed-7", "problem-json",
        "every-fault-at-once",
      ])),
    BrokenMock(
      name: "refuses duration 10", page: [("枚举值 5, 10", "枚举值 5")],
      // The two that name the allowed values, and the one whose last duration is 10.
      failing: these([
        "duration-10-accepted", "generated/duration/enum/allowed-10", "duration-enum",
        "every-fault-at-once", "duplicate-name",
      ])),
    BrokenMock(
      name: "200 for a missing prompt",
      page: [("required:\n                - prompt", "required:")],
      failing: these(["prompt-missing", "generated/prompt/required/missing"])),
    BrokenMock(
      name: "any image_url",
      page: [
        ("image_url:\n                  type: string", "image_url:\n                  title: ''")
      ],
      failing: cases {
        $0.id == "image-url-number" || $0.id.hasPrefix("generated/image_url/type/")
      }),
    BrokenMock(
      name: "takes 5.0 for an integer", page: [("type: integer", "type: number")],
      failing: these(["duration-float-literal", "generated/duration/type/fraction-5.0"])),
    BrokenMock(
      name: "asks for more than an empty prompt",
      page: [
        (
          "prompt:\n                  type: string",
          "prompt:\n                  minLength: 1\n                  type: string"
        )
      ],
      failing: these(["prompt-empty-accepted"])),
    BrokenMock(
      name: "forgets the aspect ratios", page: [(#"枚举值 "1:1""#, #"比如 "1:1""#)],
      failing: cases {
        ["aspect-ratio-enum", "generated-sample-body"].contains($0.id)
          || $0.id.hasPrefix("generated/aspect_ratio/enum/just-missed-")
          || $0.id == "generated/aspect_ratio/enum/padded"
      }),
    BrokenMock(
      name: "takes any Content-Type",
      page: [
        (
          "requestBody:\n        content:\n          application/json:",
          "requestBody:\n        content:\n          '*/*':"
        )
      ],
      failing: cases {
        $0.id == "content-type-text" || $0.id.hasPrefix("generated/Content-Type/media-type/")
      }),
  ]

  // MARK: Broken answers

  private static let successes: [BrokenMock] = [
    BrokenMock(
      name: "data as a number",
      change: { _, response in
        guard response.status == .ok else { return }
        response.replaceBody { _ in ["code": "success", "message": "", "data": 4_596_183_399_426] }
      }, failing: accepted),
    BrokenMock(
      name: "an id that is not the page's",
      change: { _, response in
        guard response.status == .ok else { return }
        response.replaceBody { _ in ["code": "success", "message": "", "data": "1"] }
      }, failing: acceptedByHand),
    BrokenMock(
      name: "success with a charset",
      change: { _, response in
        guard response.status == .ok else { return }
        response.editFields { name, value in
          name == "Content-Type" ? "application/json; charset=utf-8" : value
        }
      }, failing: acceptedByHand),
  ]

  private static let bodies: [BrokenMock] = [
    BrokenMock(
      name: "a member twice",
      change: { _, response in
        let text = String(decoding: response.body, as: UTF8.self)
        guard response.status == .ok, let brace = text.lastIndex(of: "}") else { return }
        response.body = ContiguousArray((text[..<brace] + #","code":"success"}"#).utf8)
      }, failing: accepted),
    BrokenMock(
      name: "the same id for every task",
      change: { _, response in
        guard response.status == .ok else { return }
        response.replaceBody { _ in ["code": "success", "message": "", "data": "4596183399426"] }
      },
      // All but the first that is sent.
      failing: { suite in
        let ids = suite.cases.filter {
          $0.expectation.statuses == [200] && $0.coverage == nil
        }.map(\.id)
        return Set(ids.dropFirst())
      }),
    BrokenMock(
      name: "wrong envelope",
      change: { _, response in
        guard response.status == .badRequest else { return }
        response.replaceBody { ["error": ["message": $0["message"] ?? "", "type": "x"]] }
      }, failing: refused),
    BrokenMock(
      name: "errors without data",
      change: { _, response in
        guard response.status == .badRequest else { return }
        response.replaceBody { ["code": "invalid_request", "message": $0["message"] ?? ""] }
      }, failing: refused),
    BrokenMock(
      name: "drops a violation",
      change: { _, response in
        guard response.status == .badRequest else { return }
        response.replaceBody { old in
          guard let message = old["message"]?.string else { return old }
          let kept = message.split(separator: "; ").first.map(String.init) ?? ""
          return ["code": "invalid_request", "message": .string(kept), "data": .null]
        }
      }, failing: these(["every-fault-at-once", "generated-sample-body"])),
    BrokenMock(
      name: "web page for an error",
      change: { _, response in
        guard response.status == .badRequest else { return }
        response.body = ContiguousArray("<html></html>".utf8)
      }, result: "could-not-check", failing: refused),
  ]

  private static let heads: [BrokenMock] = [
    BrokenMock(
      name: "no request id",
      change: { _, response in
        response.editFields { name, value in name == "X-Oneapi-Request-Id" ? nil : value }
      }, failing: these(["request-id-accepted", "request-id-refused"])),
    BrokenMock(
      name: "blanks around an enum's value do not matter",
      change: { request, response in
        let text = String(decoding: request.body, as: UTF8.self)
        guard response.status == .badRequest, text.contains(#""aspect_ratio":" "#) else { return }
        response.status = .ok
      }, failing: these(["generated/aspect_ratio/enum/padded"])),
    BrokenMock(
      name: "counts no violations",
      change: { _, response in
        response.editFields { name, value in name == "Mock-Violations" ? nil : value }
      },
      failing: cases { $0.expectation.headers.contains { $0.name == "Mock-Violations" } }),
    BrokenMock(
      name: "points elsewhere",
      change: { _, response in
        response.editFields { name, value in
          value.replacing("first=\"/duration\"", with: "first=\"\"")
        }
      },
      failing: cases {
        $0.id.hasPrefix("generated/duration/") && $0.tier == .invalidBody
      }),
    BrokenMock(
      name: "200 for an error",
      change: { _, response in
        if response.status == .badRequest { response.status = .ok }
      }, failing: refused),
    BrokenMock(
      name: "400 where 415 is due",
      change: { _, response in
        if response.status == .unsupportedMediaType { response.status = .badRequest }
      }, failing: cases { $0.expectation.statuses == [415] }),
    BrokenMock(
      name: "200 for an unknown path",
      change: { _, response in
        if response.status == .notFound { response.status = .ok }
      }, failing: these(["path-unknown"])),
    BrokenMock(
      name: "no Allow beside 405",
      change: { _, response in
        response.editFields { name, value in name == "Allow" ? nil : value }
      }, failing: these(["method-not-allowed"])),
    BrokenMock(
      name: "errors without a charset",
      change: { _, response in
        response.editFields { name, value in
          value == "application/json; charset=utf-8" ? "application/json" : value
        }
      },
      failing: cases { $0.expectation.contentType == "application/json; charset=utf-8" }),
  ]

  static let mocks = pages + successes + bodies + heads
}
