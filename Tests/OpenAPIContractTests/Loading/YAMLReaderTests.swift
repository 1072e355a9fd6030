import OpenAPIContract
import StrictJSON
import Testing

/// What is read, by the chapters of YAML 1.2.2; the values are written as JSON.
@Suite struct YAMLReaderTests {
  static let collections = [
    LoadingVector("a mapping", "a: 1\nb: x\n", #"{"a":1,"b":"x"}"#),
    LoadingVector(
      "a nested mapping", "a:\n  b:\n    c: 1\n  d: 2\n", #"{"a":{"b":{"c":1},"d":2}}"#),
    LoadingVector("a sequence", "- 1\n-   2\n-\n  3\n", "[1,2,3]"),
    LoadingVector(
      "a sequence under its key's column", "a:\n- 1\n- 2\nb: 3\n", #"{"a":[1,2],"b":3}"#),
    LoadingVector("a sequence in a sequence", "- - 1\n  - 2\n- - - 3\n", "[[1,2],[[3]]]"),
    LoadingVector(
      "a mapping after a dash", "- a: 1\n  b: 2\n-   c: 3\n    d:\n    - 4\n",
      #"[{"a":1,"b":2},{"c":3,"d":[4]}]"#),
    LoadingVector(
      "missing values are null", "a:\nb:\n  - \n  -\nc: # none\n",
      #"{"a":null,"b":[null,null],"c":null}"#),
    LoadingVector(
      "keys in quotes, with spaces and colons", "\"a b\" : 1\n'c: d': 2\ne:f: 3\nx y: 4\n",
      #"{"a b":1,"c: d":2,"e:f":3,"x y":4}"#),
    LoadingVector("a status code as a key", "200: a\n'201': b\n", #"{"200":"a","201":"b"}"#),
    LoadingVector(
      "comments wherever they may stand", "# a\na: 1 # b\n  # c\n\n# d\nb: # e\n  # f\n  2\n# g",
      #"{"a":1,"b":2}"#),
    LoadingVector(
      "CRLF", "a:\r\n  - 1\r\n  - |\r\n    x\r\n\r\n    y\r\n", #"{"a":[1,"x\n\ny\n"]}"#),
    LoadingVector("lone CRs", "a: 1\rb: 2\r", #"{"a":1,"b":2}"#),
    LoadingVector("no line break at the end", "a:\n  b", #"{"a":"b"}"#),
    LoadingVector(
      "document markers and a directive", "%YAML 1.2 # x\n--- # y\na: 1\n...\n# z\n", #"{"a":1}"#),
    LoadingVector("a value on the marker's line", "--- [1, 2]\n", "[1,2]"),
    LoadingVector("a byte order mark", "\u{FEFF}a: 1\n", #"{"a":1}"#),
  ]

  static let flow = [
    LoadingVector(
      "JSON as it is", #"{"a":[1,"b",{"c":null}],"d":-1.5e3}"#,
      #"{"a":[1,"b",{"c":null}],"d":-1.5e3}"#),
    LoadingVector("words without quotes", "{a: b c, d: [e f, g]}", #"{"a":"b c","d":["e f","g"]}"#),
    LoadingVector("trailing commas", "[a, {b: c,},]", #"["a",{"b":"c"}]"#),
    LoadingVector("keys without values", "{a, b: , \"c\":}", #"{"a":null,"b":null,"c":null}"#),
    LoadingVector("a pair in a sequence", "[a: 1, \"b\":2]", #"[{"a":1},{"b":2}]"#),
    LoadingVector(
      "over lines, with comments", "a: [1, # one\n  2,\n\n  {b: c\n   d}]\n",
      #"{"a":[1,2,{"b":"c d"}]}"#),
    LoadingVector(
      "colons inside words", "[16:9, http://x/?z=1#2, ::1]", #"["16:9","http://x/?z=1#2","::1"]"#),
    LoadingVector("the colon on the next line", "{a\n : b}", #"{"a":"b"}"#),
    LoadingVector("empty ones", "a: {}\nb: []\nc: [ ]\n", #"{"a":{},"b":[],"c":[]}"#),
  ]

  static let plain = [
    LoadingVector(
      "goes on over lines, which fold", "a: one\n  two\n    three  \n\n  four\n\n\n  five\nb: 1\n",
      #"{"a":"one two three\nfour\n\nfive","b":1}"#),
    LoadingVector("begins on the next line", "a:\n   x\n  y\n z\n", #"{"a":"x y z"}"#),
    LoadingVector(
      "what looks like an item is text when it goes on", "a: b\n  - c\n", #"{"a":"b - c"}"#),
    LoadingVector("hash and colon inside a word", "a: b#c d:e\n", #"{"a":"b#c d:e"}"#),
    LoadingVector(
      "begins with an indicator that a letter follows", "- -a\n- ?b\n- :c\n- --- d\n",
      #"["-a","?b",":c","--- d"]"#),
    LoadingVector("flow indicators outside of flow", "a: x, y [z] {w}\n", #"{"a":"x, y [z] {w}"}"#),
    LoadingVector("Chinese", "描述: 枚举值 \"1:1\", \"21:9\"\n", #"{"描述":"枚举值 \"1:1\", \"21:9\""}"#),
    LoadingVector("U+2028 is no line break", "a: b\u{2028}c\n", "{\"a\":\"b\u{2028}c\"}"),
  ]

  static let quoted = [
    LoadingVector("single quotes", "'it''s \\n \"x\"'", #""it's \\n \"x\"""#),
    LoadingVector("single quotes over lines", "a: 'b  \n\n  c\n  d '\n", #"{"a":"b\nc d "}"#),
    LoadingVector(
      "every escape", #""\0\a\b\t\n\v\f\r\e\ \"\/\\\N\_\L\P\x41\u00e9\U0001F600""#,
      #""\u0000\u0007\b\t\n\u000b\f\r\u001b \"/\\\#u{85}\#u{A0}\#u{2028}\#u{2029}Aé😀""#),
    LoadingVector(
      "double quotes over lines", "a: \"b \n  c\n\n  \t d\\\n   e\\  \n  f\"\n",
      #"{"a":"b c\nde  f"}"#),
    LoadingVector("an escaped break before blank lines", "\"a\\\n\n\n b\"", #""a\n\nb""#),
    LoadingVector(
      "the vendor's example", #"example: "{\r\n \"a\": 1 // 任务\r\n}""#,
      #"{"example":"{\r\n \"a\": 1 // 任务\r\n}"}"#),
    LoadingVector("empty ones", "['', \"\"]", #"["",""]"#),
  ]

  static let block = [
    LoadingVector("literal", "a: |\n  b\n   c\n\n  d\nb: 1\n", #"{"a":"b\n c\n\nd\n","b":1}"#),
    LoadingVector("folded", "a: >\n  b\n  c\n\n  d\n   e\n  f\n\n", #"{"a":"b c\nd\n e\nf\n"}"#),
    LoadingVector("stripped", "a: |-\n  b\n\n\nb: >-\n  c\n  d\n\n", #"{"a":"b","b":"c d"}"#),
    LoadingVector("kept", "a: |+\n  b\n\n\nb: >+\n\n  c\n\n", #"{"a":"b\n\n\n","b":"\nc\n\n"}"#),
    LoadingVector(
      "an indentation digit", "a: |2\n    b\n   c\nd: |1-\n  e\n", #"{"a":"  b\n c\n","d":" e"}"#),
    LoadingVector("in either order", "- |+1\n  a\n\n- >1+\n  b\n\n", #"[" a\n\n"," b\n\n"]"#),
    LoadingVector("empty", "a: |\nb: >-\n\nc: |+\n\n", #"{"a":"","b":"","c":"\n"}"#),
    LoadingVector(
      "a comment after the header and after the text", "a: | # x\n  # text\n # comment\nb: 1\n",
      ##"{"a":"# text\n","b":1}"##),
    LoadingVector(
      "tabs and quotes are text", "a: |\n  \t'b' \"c\": - d\n", #"{"a":"\t'b' \"c\": - d\n"}"#),
    LoadingVector("leading blank lines", "a: |\n\n \n  b\n", #"{"a":"\n\nb\n"}"#),
    LoadingVector(
      "more-indented lines do not fold", "a: >\n  b\n    c\n\n    d\n  e\n",
      #"{"a":"b\n  c\n\n  d\ne\n"}"#),
    LoadingVector("at the root", "|\na\n b\n", #""a\n b\n""#),
    LoadingVector("no line break at the end", "a: |\n  b", #"{"a":"b"}"#),
  ]

  static let scalars = [
    LoadingVector("null", "[~, null, Null, NULL, nULL]", #"[null,null,null,null,"nULL"]"#),
    LoadingVector(
      "booleans", "[true, True, TRUE, false, False, FALSE, tRUE]",
      #"[true,true,true,false,false,false,"tRUE"]"#),
    LoadingVector(
      "YAML 1.1's booleans are words", "[yes, no, on, off, y, n]",
      #"["yes","no","on","off","y","n"]"#),
    LoadingVector(
      "versions, ratios, dates, underscores are words",
      "[1.0.0, 16:9, 2025-05-26, 1_000, 0b11, 1:2:3]",
      #"["1.0.0","16:9","2025-05-26","1_000","0b11","1:2:3"]"#),
    LoadingVector("integers", "[0, -1, +5, 05, -007, 0o17, 0x1F, 0xff]", "[0,-1,5,5,-7,15,31,255]"),
    LoadingVector(
      "reals", "[0.5, .5, -.5, 1., 1e3, 1.5E-3, +1.e+2, 00.50]",
      "[0.5,0.5,-0.5,1.0,1e3,1.5E-3,1.0e+2,0.50]"),
    LoadingVector(
      "an integer of any length", "123456789012345678901234567890", "123456789012345678901234567890"
    ),
    LoadingVector(
      "nearly numbers", "[0x, 0o8, 1e, '5', \"5\", 1 2, +, e5]",
      #"["0x","0o8","1e","5","5","1 2","+","e5"]"#),
  ]

  @Test(
    "reads", arguments: [collections, flow, plain, quoted, block, scalars].flatMap { $0 })
  func reads(_ vector: LoadingVector) throws {
    let value = try YAMLReader.read(Array(vector.text.utf8)).value
    #expect(Array(JSONWriter.string(value).utf8) == Array(vector.expected.utf8))
  }

  @Test("reads every prefix of a document, or says where it stops, without a crash")
  func survivesEveryPrefix() {
    let text =
      "%YAML 1.2\n---\na: [1, 'x', \"\\u0041\\\n  y\"]\r\nb:\n- |2+\n   c\n\n- d: e\n   f # g\n"
    let bytes = Array(text.utf8)
    for count in 0...bytes.count { _ = try? YAMLReader.read(Array(bytes[..<count])) }
  }

  @Test("survives every byte at every place, and what it accepts is JSON")
  func survivesEveryByte() throws {
    let original = Array("a: [1, \"\\x41\"]\nb:\n - |1\n  c\n - 'd'\n".utf8)
    for offset in original.indices {
      for byte in UInt8.min...UInt8.max {
        var bytes = original
        bytes[offset] = byte
        guard let value = try? YAMLReader.read(bytes).value else { continue }
        let written = JSONWriter.bytes(value)
        #expect(try JSONReader.read(written).root == value)
      }
    }
  }

  @Test("the lines of the parts are those of the file")
  func knowsLines() throws {
    let value = try YAMLReader.read(
      Array("# x\na:\n  b: |\n    t\n  c:\n  - 1\n  -\n    d: 2\n".utf8))
    #expect(value.line == 2)
    #expect(value["a"]?.line == 2)
    #expect(value["a"]?["b"]?.line == 3)
    guard case .array(let items) = try #require(value["a"]?["c"]).kind else { return }
    #expect(items.map(\.line) == [6, 7])
    #expect(items.last?["d"]?.line == 8)
  }
}
