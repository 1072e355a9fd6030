import StrictJSON
import Testing

/// Accepts RFC 8259, each thing once.
@Suite struct JSONReaderTests {
  static let accepted = [
    Vector("a request as people send it", #"{"prompt":"一只小猪","duration":5,"cfg_scale":0.5}"#),
    Vector("null alone", "null"),
    Vector("true alone", "true"),
    Vector("false in whitespace of all four kinds", " \t\r\nfalse \t\r\n", "false"),
    Vector("an empty array", "[]"),
    Vector("an empty array with space in it", "[ \n ]", "[]"),
    Vector("an empty object with space in it", "{ \n }", "{}"),
    Vector("an empty name", #"{"":0}"#),
    Vector("negative zero keeps its sign", "-0"),
    Vector("fraction and exponent keep their text", "[1.50,1e5,1E+5,-0.0e-0]"),
    Vector("more digits than a double holds", "123456789012345678901234567890.000"),
    Vector("an exponent beyond every double", "1e1000000000"),
    Vector("each short escape", #""\"\\\/\b\f\n\r\t""#, #""\"\\/\b\f\n\r\t""#),
    Vector("an escaped letter", #""\u0041\u00e9""#, #""Aé""#),
    Vector("an escaped surrogate pair", #""\uD83D\uDE00""#, #""😀""#),
    Vector("an escaped NUL", #""\u0000""#),
    Vector("DEL and U+2028 stand unescaped", "\"\u{7F}\u{2028}\""),
    Vector("a string of exactly eight bytes", #""12345678""#),
    Vector("a quote in the ninth byte", #"["12345678","x"]"#),
    Vector("a noncharacter", "\"\u{FFFE}\u{10FFFF}\""),
    Vector("the members keep their order", #"{"b":1,"a":2,"c":{"z":1,"y":2}}"#),
  ]

  @Test("reads", arguments: accepted)
  func reads(_ vector: Vector) throws {
    let document = try JSONReader.read(vector.text)
    let expected = vector.expected.isEmpty ? vector.text : vector.expected
    #expect(Array(JSONWriter.string(document.root).utf8) == Array(expected.utf8))
    #expect(document.duplicates.isEmpty)
  }

  @Test("reads the same from every kind of buffer")
  func readsFromEveryBuffer() throws {
    let text = #"{"a":[1,"é"]}"#
    let fromText = try JSONReader.read(text).root
    #expect(try JSONReader.read(Array(text.utf8)).root == fromText)
    #expect(try JSONReader.read(ContiguousArray(text.utf8)).root == fromText)
  }

  @Test("reports each repeated name once for each object, in document order")
  func reportsDuplicates() throws {
    let text = #"{"a":1,"b":{"x/y":1,"x/y":2,"x/y":3},"a":[{"~":0,"~":0}]}"#
    let document = try JSONReader.read(text)
    #expect(document.duplicates.map(\.description) == ["/a", "/b/x~1y", "/a/0/~0"])
    #expect(document.root.object?.members.count == 3)
    #expect(document.root["a"]?.array?.count == 1, "the last one answers to the name")
  }

  @Test("names that only look alike are two names")
  func tellsCompositionsApart() throws {
    let document = try JSONReader.read("{\"\u{E9}\":1,\"e\u{301}\":2}")
    #expect(document.duplicates.isEmpty)
    #expect(document.root["\u{E9}"] == 1)
    #expect(document.root["e\u{301}"] == 2)
  }

  @Test("reads every prefix of a document as an error, and never past it")
  func refusesEveryPrefix() {
    let text = #" {"a\u00e9":[1.5e+3,true,false,null,"\ud83d\ude00é一",{"b":-0.5}],"c":""}"#
    let bytes = Array(text.utf8)
    for count in 0..<bytes.count {
      let prefix = Array(bytes[..<count])
      #expect(throws: JSONReadError.self, "the first \(count) bytes") {
        try JSONReader.read(prefix)
      }
    }
    #expect(throws: Never.self) { try JSONReader.read(bytes) }
  }

  @Test("survives every single byte at every place")
  func survivesEveryByte() {
    let original = Array(#"{"k":["一\n",-1.5e2,null]}"#.utf8)
    for offset in original.indices {
      for byte in UInt8.min...UInt8.max {
        var bytes = original
        bytes[offset] = byte
        guard let document = try? JSONReader.read(bytes) else { continue }
        let written = JSONWriter.bytes(document.root)
        #expect((try? JSONReader.read(written))?.root == document.root)
      }
    }
  }
}
