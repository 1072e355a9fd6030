import StrictJSON
import Testing

@Suite struct JSONValueTests {
  static let equal = [
    (#"{"a":1,"b":2}"#, #"{"b":2.0,"a":1e0}"#),
    (#"{"a":1,"a":2}"#, #"{"a":2}"#),
    (#"[1,[null,true],"x"]"#, #"[1.0,[null,true],"\u0078"]"#),
    ("{}", "{ }"),
  ]

  @Test("equal values are equal however they are written, and hash alike", arguments: equal)
  func holdsForEqual(left: String, right: String) throws {
    let left = try JSONReader.read(left).root
    let right = try JSONReader.read(right).root
    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
  }

  static let different = [
    ("1", "true"), ("0", "false"), ("null", "false"), ("\"1\"", "1"), ("[]", "{}"),
    ("[1,2]", "[2,1]"), (#"{"a":1}"#, #"{"a":1,"b":1}"#), (#"{"a":1,"a":2}"#, #"{"a":1}"#),
    ("\"\u{E9}\"", "\"e\u{301}\""), ("{\"\u{E9}\":0}", "{\"e\u{301}\":0}"),
  ]

  @Test("different values differ", arguments: different)
  func tellsApart(left: String, right: String) throws {
    #expect(try JSONReader.read(left).root != JSONReader.read(right).root)
  }

  @Test("literals build what the reader reads")
  func buildsFromLiterals() throws {
    let literal: JSONValue = ["a": [1, true, .null, "x"], "b": ["c": -5]]
    #expect(try JSONReader.read(#"{"a":[1,true,null,"x"],"b":{"c":-5}}"#).root == literal)
  }
}
