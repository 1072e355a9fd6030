import Testing

@testable import JimengMock

@Suite struct KeyRequirementTests {
  struct Vector: CustomTestStringConvertible {
    let what: String
    let requirement: KeyRequirement
    let authorization: String?
    let verdict: KeyRequirement.Verdict
    var testDescription: String { what }
  }

  static let vectors = [
    Vector(
      what: "none needed, none given", requirement: .none, authorization: nil, verdict: .accepted),
    Vector(what: "no field", requirement: .any, authorization: nil, verdict: .missing),
    Vector(what: "an empty field", requirement: .any, authorization: "", verdict: .missing),
    Vector(what: "Bearer alone", requirement: .any, authorization: "Bearer ", verdict: .missing),
    Vector(what: "sk- alone", requirement: .any, authorization: "Bearer sk-", verdict: .missing),
    Vector(what: "any key", requirement: .any, authorization: "Bearer sk-x", verdict: .accepted),
    Vector(
      what: "a key without Bearer", requirement: .any, authorization: "sk-x", verdict: .accepted),
    Vector(
      what: "the page's placeholder", requirement: .any, authorization: "Bearer {{YOUR_API_KEY}}",
      verdict: .unknown),
    Vector(
      what: "the known key", requirement: .exactly("k"), authorization: "Bearer k",
      verdict: .accepted),
    Vector(
      what: "the known key with sk-", requirement: .exactly("k"), authorization: "bearer sk-k",
      verdict: .accepted),
    Vector(
      what: "another key", requirement: .exactly("sk-k"), authorization: "Bearer z",
      verdict: .unknown),
    Vector(
      what: "a key that begins like it", requirement: .exactly("k"), authorization: "kk",
      verdict: .unknown),
  ]

  @Test("judges the Authorization field", arguments: vectors)
  func judges(vector: Vector) {
    #expect(vector.requirement.verdict(on: vector.authorization) == vector.verdict)
  }
}
