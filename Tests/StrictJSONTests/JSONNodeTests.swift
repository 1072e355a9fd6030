import StrictJSON
import Testing

@Suite("Our own JSON files and bodies")
struct JSONNodeTests {
  private enum Outcome: String, CaseIterable {
    case success
    case failure
    case withoutURL = "without-url"
  }

  private static func read(_ text: String) throws(JSONNodeError) -> JSONNode {
    try JSONNode.read(text.utf8)
  }

  @Test("reads required and optional members of every type")
  func reads() throws {
    let root = try Self.read(
      #"""
      {"name": "slow", "times": 2, "sigma": 0.5, "isOn": true, "outcome": "without-url",
       "list": [1, 2], "headers": {"b": "1", "a": "2"}}
      """#)
    try root.checkKeys(
      ["name", "times", "sigma", "isOn", "outcome", "list", "headers", "more"],
      required: ["name", "list"])
    #expect(try root.required("name").string() == "slow")
    #expect(try root["times"]?.integer(in: 1...3) == 2)
    #expect(try root["sigma"]?.decimal(in: 0...0.5) == 0.5)
    #expect(try root["isOn"]?.bool() == true)
    #expect(try root["outcome"]?.word(Outcome.self) == .withoutURL)
    #expect(try root["outcome"]?.word(of: [Outcome.withoutURL]) == .withoutURL)
    #expect(root["more"] == nil)
    let items = try #require(try root["list"]?.items())
    #expect(items.map(\.value) == [1, 2])
    #expect(items.map(\.pointer.description) == ["/list/0", "/list/1"])
    let headers = try root.required("headers").members()
    #expect(headers.map(\.key) == ["b", "a"])
    #expect(headers.map(\.node.pointer.description) == ["/headers/b", "/headers/a"])
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let what: String
    let text: String
    let words: String
    let ask: @Sendable (JSONNode) throws -> Void

    init(
      _ what: String, _ text: String, _ words: String,
      _ ask: @escaping @Sendable (JSONNode) throws -> Void
    ) {
      (self.what, self.text, self.words, self.ask) = (what, text, words, ask)
    }

    var testDescription: String { what }
  }

  static let refusals: [Refusal] = [
    .init("an array for an object", "[]", "must be an object") { try $0.checkKeys(["a"]) },
    .init("an unknown key", #"{"statu":1}"#, "/statu: unknown key; did you mean status?") {
      try $0.checkKeys(["name", "status"])
    },
    .init("a key like no other", #"{"x":1}"#, "/x: unknown key; known: name, status") {
      try $0.checkKeys(["name", "status"])
    },
    .init(
      "a key that only looks alike", "{\"e\u{301}\":1}",
      "/e\u{301}: unknown key; known: \u{E9}"
    ) { try $0.checkKeys(["\u{E9}"]) },
    .init("a key deep within", #"{"a":[{"b":1}]}"#, "/a/0/b: unknown key; known: c") {
      for item in try $0.required("a").items() { try item.checkKeys(["c"]) }
    },
    .init("a missing key", #"{"b":1}"#, "a is missing") { _ = try $0.required("a") },
    .init("one of the required keys missing", #"{"b":1}"#, "a is missing") {
      try $0.checkKeys(["a", "b"], required: ["b", "a"])
    },
    .init("a member of what is no object", "5", "must be an object") { _ = try $0.required("a") },
    .init("null for a string", #"{"a":null}"#, "/a: must be a string") {
      _ = try $0["a"]?.string()
    },
    .init("a string in other words", #"{"a":1}"#, "/a: must be a path") {
      _ = try $0["a"]?.string("a path")
    },
    .init("a number for a bool", #"{"a":1}"#, "/a: must be true or false") {
      _ = try $0["a"]?.bool()
    },
    .init("text for an integer", #"{"a":"1"}"#, "/a: must be an integer from 1 to 3") {
      _ = try $0["a"]?.integer(in: 1...3)
    },
    .init("an integer with a fraction", "2.0", "must be an integer from 1 to 3") {
      _ = try $0.integer(in: 1...3)
    },
    .init("an integer out of range", "4", "must be an integer from 1 to 3") {
      _ = try $0.integer(in: 1...3)
    },
    .init("an integer beyond every range", "1\(String(repeating: "0", count: 99))", "must be small")
    { _ = try $0.integer(in: 1...3, "small") },
    .init("a negative count", "-1", "must be an integer of 0 or more") {
      _ = try $0.integer(in: 0...(.max))
    },
    .init("text for a number", #""1""#, "must be a number from 0 to 600000") {
      _ = try $0.decimal(in: 0...600_000)
    },
    .init("a number out of range", "0.6", "must be a number from 0 to 0.5") {
      _ = try $0.decimal(in: 0...0.5)
    },
    .init("a number that is no double", "1e999", "must be a number from 0 to 1") {
      _ = try $0.decimal(in: 0...1)
    },
    .init("an object for an array", #"{"a":{}}"#, "/a: must be an array") {
      _ = try $0["a"]?.items()
    },
    .init("no word of the list", #""fails""#, "must be one of success, failure, without-url") {
      _ = try $0.word(Outcome.self)
    },
    .init("a word that is left out of the list", #""success""#, "must be one of failure") {
      _ = try $0.word(of: [Outcome.failure])
    },
    .init("a number for a word", "1", "must be one of success, failure, without-url") {
      _ = try $0.word(Outcome.self)
    },
    .init("a rule of the caller's", #"{"a":1}"#, "/a: cannot stand beside b") {
      throw try $0.required("a").error(.rule("cannot stand beside b"))
    },
  ]

  @Test("says where it is wrong and what would be right", arguments: refusals)
  func refuses(_ refusal: Refusal) throws {
    let node = try Self.read(refusal.text)
    #expect {
      try refusal.ask(node)
    } throws: { error in
      (error as? JSONNodeError)?.description == refusal.words
    }
  }

  @Test("refuses a text that is not JSON, or that repeats a key")
  func refusesTexts() {
    #expect {
      try Self.read("{,}")
    } throws: { error in
      guard case .notJSON(let reason) = (error as? JSONNodeError)?.problem else { return false }
      return reason.column == 2 && "\(error)".hasPrefix("line 1, column 2: ")
    }
    #expect(
      throws: JSONNodeError(
        pointer: JSONPointer(tokens: ["a", "0", "b"]), problem: .repeatedKey)
    ) { try Self.read(#"{"a":[{"b":1,"b":2}]}"#) }
    #expect {
      try JSONNode.read("[1,2]".utf8, limits: JSONLimits(byteCountMax: 4))
    } throws: {
      "\($0)".contains("longer than the 4 bytes")
    }
  }

  @Test("a part of a file keeps its place in the file")
  func placed() throws {
    let node = JSONNode(["a": 1], at: JSONPointer(tokens: ["jobs", "0"]))
    #expect(node["a"]?.mustBe("a string").description == "/jobs/0/a: must be a string")
  }
}
