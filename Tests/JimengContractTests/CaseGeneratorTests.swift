import JimengContract
import OpenAPIContract
import Testing

/// The page's own cases: they follow the page, and no rule is left out.
@Suite struct CaseGeneratorTests {
  private func suite(_ schema: String, parameters: String = "[]") throws -> ContractSuite {
    let page = """
      openapi: 3.0.3
      info: {title: t, version: '1'}
      paths:
        /things:
          post:
            parameters: \(parameters)
            requestBody: {content: {application/json: {schema: \(schema)}}}
            responses: {'200': {description: ok}}
      """
    return try ContractSuite(page: Array(page.utf8), name: "page.yaml")
  }

  @Test("every rule of the vendor's page has a case, each id once")
  func coversVendorPage() throws {
    let suite = try ContractSuite.builtIn()
    #expect(suite.uncoveredRules == [])
    #expect(Set(suite.cases.map(\.id)).count == suite.cases.count)
    let covered = Set(suite.cases.flatMap { $0.coverage?.rules ?? [] })
    #expect(covered == Set(suite.contract.rules.indices))
  }

  @Test("a changed page changes the cases")
  func followsPage() throws {
    let ids = try suite(
      "{type: object, required: [n], properties: {n: {type: integer, enum: [3, 9, 21]}}}"
    ).cases.map(\.id)
    #expect(ids.contains("generated/n/enum/just-missed-6"))
    #expect(ids.contains("generated/n/enum/just-missed-15"))
    #expect(ids.contains("generated/n/enum/just-missed-2"))
    #expect(ids.contains("generated/n/enum/just-missed-22"))
    #expect(ids.contains("generated/n/enum/allowed-21"))
    #expect(ids.contains("generated/n/required/missing") && ids.contains("generated/n/type/null"))
    #expect(!ids.contains { $0.contains("duration") })
  }

  @Test("a generated case cites the words and the line of its rule")
  func source() throws {
    let cases = try ContractSuite.builtIn().cases
    let found = try #require(cases.first { $0.id == "generated/duration/enum/just-missed-7" })
    #expect(found.source == "枚举值 5, 10 (jimeng-submit-videos.md, line 48)")
    #expect(found.tier == .invalidBody && found.mayBeBilled)
    #expect(found.expectation.statuses == [400])
    #expect(found.expectation.headers.map(\.prefix) == [#"1; first="/duration""#])
  }

  @Test(
    "every rule that a schema can state is covered",
    arguments: [
      "{type: object, additionalProperties: false, minProperties: 1, properties: {a: {type: string}}}",
      "{type: object, required: [a], properties: {a: {type: number, minimum: 0, exclusiveMinimum: true, maximum: 10, multipleOf: 0.5}}}",
      "{type: object, required: [a], properties: {a: {type: string, minLength: 2, maxLength: 5}}}",
      "{type: object, properties: {a: {type: string, pattern: '^[A-Z]-[0-9]{3}$'}}}",
      "{type: object, properties: {a: {type: string, format: date-time}, b: {type: integer, format: int32}}}",
      "{type: array, minItems: 2, maxItems: 3, uniqueItems: true, items: {type: integer}}",
      "{type: object, required: [a], properties: {a: {type: array, items: {type: object, required: [b], properties: {b: {type: boolean}}}}}}",
      "{type: object, properties: {a: {oneOf: [{type: string, enum: [x]}, {type: integer, minimum: 3}]}}}",
      "{type: object, properties: {a: {type: integer, not: {enum: [5]}}}}",
      "{type: object, maxProperties: 2, additionalProperties: {type: string}}",
      "{allOf: [{type: object, required: [a]}, {type: object, properties: {a: {type: string}}}]}",
      "{type: object, nullable: true, required: [a], properties: {a: {type: integer, nullable: true}}}",
    ])
  func covers(schema: String) throws {
    let suite = try suite(schema)
    #expect(suite.uncoveredRules == [], "\(suite.cases.map(\.id))")
    #expect(suite.cases.contains { $0.coverage?.isBreaking == true })
  }

  @Test("parameters are broken one at a time, wherever they stand")
  func parameters() throws {
    let suite = try suite(
      "{type: object}",
      parameters: "["
        + "{name: mode, in: query, required: true, schema: {type: string, enum: [fast, slow]}},"
        + "{name: tags, in: query, schema: {type: array, maxItems: 2, "
        + "items: {type: string, maxLength: 3}}},"
        + "{name: X-Trace, in: header, required: true, schema: {type: string, format: uuid}},"
        + "{name: sid, in: cookie, schema: {type: string, pattern: '^[a-f0-9]{8}$'}}]")
    #expect(suite.uncoveredRules == [])
    let ids = suite.cases.map(\.id)
    #expect(ids.contains("generated/mode/required/missing"))
    #expect(ids.contains("generated/X-Trace/format/other-text"))
    #expect(ids.contains("generated/mode/enum/just-missed-fastt"))
  }

  @Test("a rule that no case is about is named")
  func namesUncovered() throws {
    // No text is known that matches, so there is no valid request to change.
    let suite = try suite(
      "{type: object, required: [a], properties: {a: {type: string, pattern: '^a$b'}}}")
    #expect(suite.uncoveredRules.contains("POST /things a: required"))
    #expect(suite.cases.isEmpty)
  }

  @Test("the gateway's checks are told apart by the evidence: refused, accepted, unknown")
  func standing() throws {
    let cases = try ContractSuite.builtIn(profile: .gateway).cases
    func outcome(_ id: String) throws -> GatewayStanding.Outcome? {
      try #require(cases.first { $0.id == id }, "\(id)").coverage?.standing.outcome
    }
    #expect(try outcome("generated/prompt/required/missing") == .refuses)
    #expect(try outcome("generated/body/json/no-json") == .refuses)
    #expect(try outcome("generated/Content-Type/media-type/text-plain") == .refuses)
    #expect(try outcome("generated/Content-Type/media-type/application-jsonx") == .accepts)
    #expect(try outcome("generated/duration/enum/just-missed-7") == .accepts)
    #expect(try outcome("generated/duration/required/missing") == .accepts)
    #expect(try outcome("generated/duration/type/string") == .unknown)
  }
}
