import StrictJSON
import Testing

@Suite struct TolerantJSONReaderTests {
  static let accepted = [
    Vector(
      "the example of the vendor's page",
      "{\r\n    \"code\": \"success\",\r\n    \"data\": \"4596183399426\" // 任务ID\r\n}",
      #"{"code":"success","data":"4596183399426"}"#),
    Vector("a block comment over lines", "[1, /* two\n ** / */ 2]", "[1,2]"),
    Vector("a trailing comma in an array", "[1,2, ]", "[1,2]"),
    Vector("a trailing comma before a comment", "{\"a\":[1], // x\n}", #"{"a":[1]}"#),
    Vector("slashes inside a string", #"["http://x", "/* */", "\"//", ",]"]"#),
    Vector("a comment at the very end", "[1] //", "[1]"),
    Vector("nothing unusual", #"{"a":null}"#),
  ]

  @Test("reads", arguments: accepted)
  func reads(_ vector: Vector) throws {
    let expected = vector.expected.isEmpty ? vector.text : vector.expected
    let root = try TolerantJSONReader.read(vector.text).root
    #expect(try root == JSONReader.read(expected).root)
  }

  @Test(
    "is as strict as the strict reader about everything else",
    arguments: [
      "[,]", "[1,,]", "{,}", "[1] /*", "['a']", "{a:1}", "[NaN]", "[01]", "\"\n\"", "[1 2]", "/",
      "[,1]",
      "{\"a\":,}",
    ])
  func refuses(_ text: String) {
    #expect(throws: JSONReadError.self) { try TolerantJSONReader.read(text) }
  }

  @Test("an error keeps its place behind comments")
  func keepsPlaces() {
    #expect {
      try TolerantJSONReader.read("// 注\n[1, x]")
    } throws: { error in
      (error as? JSONReadError)?.line == 2 && (error as? JSONReadError)?.column == 5
    }
  }
}
