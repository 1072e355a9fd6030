import StrictJSON
import Testing

@Suite struct JSONWriterTests {
  static let value: JSONValue = [
    "a": [1, [], [:]], "b": ["c\n": "é\u{1}\u{7F}/\"\\"], "d": .null, "e": false,
  ]

  @Test("writes compactly, escaping only what must be")
  func writesCompactly() {
    let expected =
      #"{"a":[1,[],{}],"b":{"c\n":"é\u0001"# + "\u{7F}" + #"/\"\\"},"d":null,"e":false}"#
    #expect(JSONWriter.string(Self.value) == expected)
  }

  @Test("writes prettily with two spaces a level")
  func writesPrettily() {
    let value: JSONValue = ["a": [1, [:]], "b": ["c": []]]
    let expected = """
      {
        "a": [
          1,
          {}
        ],
        "b": {
          "c": []
        }
      }
      """
    #expect(JSONWriter.string(value, style: .pretty) == expected)
  }

  @Test("what is written reads back equal, in both styles")
  func roundTrips() throws {
    for style in [JSONWriter.Style.compact, .pretty] {
      let written = JSONWriter.bytes(Self.value, style: style)
      let read = try JSONReader.read(written).root
      #expect(read == Self.value)
      #expect(JSONWriter.bytes(read, style: style) == written)
    }
  }

  @Test("every scalar below U+0100 survives")
  func roundTripsEveryScalar() throws {
    let text = String(String.UnicodeScalarView((0..<0x100).compactMap { Unicode.Scalar($0) }))
    let read = try JSONReader.read(JSONWriter.string(.string(text))).root
    #expect(read == .string(text))
  }
}
