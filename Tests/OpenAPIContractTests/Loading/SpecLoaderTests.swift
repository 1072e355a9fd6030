import JimengFixtures
import OpenAPIContract
import StrictJSON
import Testing

@Suite struct SpecLoaderTests {
  static let yaml = "openapi: 3.0.1\npaths:\n  /a:\n    get: {x: 1}\n"
  static let json = "{\"openapi\": \"3.0.1\",\n \"paths\": {\n  \"/a\": {\"get\": {\"x\": 1}}}}"

  private func load(_ text: String, _ name: String) throws -> SpecDocument {
    try SpecLoader.load(Array(text.utf8), name: name)
  }

  private func message(_ text: String, _ name: String) -> String? {
    do throws(SpecLoadError) {
      _ = try SpecLoader.load(Array(text.utf8), name: name)
      return nil
    } catch {
      return error.description
    }
  }

  @Test("reads the vendor's page, and knows the line of each of its parts")
  func readsVendorPage() throws {
    let page = try SpecLoader.load(Fixtures.vendorPage, name: Fixtures.vendorPageName)
    let schema = JSONPointer(tokens: [
      "paths", "/BASE_URL/jimeng/submit/videos", "post", "requestBody", "content",
      "application/json", "schema",
    ])
    let duration = schema.appending("properties").appending("duration")
    #expect(duration.resolve(in: page.root)?["description"] == "枚举值 5, 10")
    #expect(page.line(at: duration.appending("description")) == 48)
    #expect(page.line(at: duration.appending("minimum")) == 46, "the nearest part that exists")
    #expect(page.line(at: schema.appending("required").appending(3)) == 59)
    #expect(page.line(at: .root) == 6)
    #expect(page.root["info"]?["version"] == "1.0.0")
    #expect(page.root["servers"] == [])
  }

  @Test("the same document in each format, by its ending or by what it holds")
  func readsEveryFormat() throws {
    let page = "# T\n\n```yaml\n\(Self.yaml)```\n"
    let texts = [
      (Self.yaml, "a.yaml", 4), (Self.yaml, "a.yml", 4), (Self.yaml, "-", 4),
      (Self.json, "a.json", 3), (Self.json, "a", 3),
      (Self.json, "a.yaml", 3), (page, "a.md", 7), (page, "a.MD", 7), (page, "a", 7),
      ("```json\n\(Self.json)\n```", "a.md", 4), ("```\n\(Self.json)\n```", "a.md", 4),
      ("```yml\n\(Self.json)\n```", "a.md", 4),
    ]
    for (text, name, line) in texts {
      let document = try load(text, name)
      #expect(try document.root == JSONReader.read(Self.json).root, "\(name)")
      #expect(document.line(at: JSONPointer(tokens: ["paths", "/a", "get"])) == line, "\(text)")
    }
  }

  @Test("the blocks of one page add up, and every part keeps its line")
  func mergesBlocks() throws {
    let page = """
      ```yaml
      openapi: 3.0.1
      info: {title: one}
      paths:
        /a:
          get: {x: 1}
      components: {schemas: {S: {type: string}}}
      ```
      ```bash
      openapi: not this one
      ```
      ```yaml
      just: an example
      ```
      ```yaml
      openapi: 3.0.1
      info: {title: two}
      paths:
        /a:
          post: {x: 2}
        /b:
          get: {x: 3}
      components: {schemas: {S: {type: string}, T: {type: object}}}
      ```
      """
    let document = try load(page, "a.md")
    let expected = #"""
      {"openapi":"3.0.1","info":{"title":"one"},
       "paths":{"/a":{"get":{"x":1},"post":{"x":2}},"/b":{"get":{"x":3}}},
       "components":{"schemas":{"S":{"type":"string"},"T":{"type":"object"}}}}
      """#
    #expect(try document.root == JSONReader.read(expected).root)
    #expect(document.line(at: JSONPointer(tokens: ["paths", "/a", "post", "x"])) == 20)
    #expect(document.line(at: JSONPointer(tokens: ["paths", "/a", "get"])) == 6)
  }

  @Test("the lines of a JSON file are those of its names and items, whatever stands between")
  func locatesJSON() throws {
    let text =
      "{ \"openapi\"\n: \"3.0.1\",\r\n\"a\\\"b\": [ 1,\n\n[ ], { }, [\n-1.5e3 ,\rtrue\n] ],"
      + "\n\"c\": \"x\\\\\", \"d\": {\"e\":\n null}}"
    let document = try load(text, "a.json")
    let lines: [(String, Int?)] = [
      ("", 1), ("/openapi", 1), ("/a\"b", 3), ("/a\"b/0", 3), ("/a\"b/1", 5), ("/a\"b/2", 5),
      ("/a\"b/3", 5), ("/a\"b/3/0", 6), ("/a\"b/3/1", 7), ("/c", 9), ("/d", 9), ("/d/e", 9),
      ("/a\"b/9", 3), ("/d/e/none", 9), ("/a\"b/-", 3),
    ]
    for (place, line) in lines {
      #expect(try document.line(at: #require(JSONPointer(place))) == line, "\(place)")
    }
  }

  @Test("what only describes is the first block's; three blocks add up as two do")
  func keepsFirstDescription() throws {
    let block = { (title: String, rest: String) in
      "```yaml\nopenapi: 3.0.1\ninfo: {title: \(title)}\n\(rest)\n```\n"
    }
    let page =
      block("one", "tags: [x]") + block("two", "tags: [y]\nservers: []\npaths: {/a: {get: {}}}")
      + block("three", "paths: {/a: {get: {}, put: {}}}")
    let document = try load(page, "a.md")
    let expected = #"""
      {"openapi":"3.0.1","info":{"title":"one"},"tags":["x"],"servers":[],
       "paths":{"/a":{"get":{},"put":{}}}}
      """#
    #expect(try document.root == JSONReader.read(expected).root)
    #expect(document.line(at: JSONPointer(tokens: ["paths", "/a", "put"])) == 16)
  }

  static let conflicts = [
    LoadingVector(
      "one operation twice", "paths: {/a: {get: {x: 2}}}",
      "a.md:9: /paths/~1a/get differs from the one on line 3; keep one of the two"),
    LoadingVector(
      "parameters for all operations of a path", "paths:\n  /a:\n    parameters: []\n",
      "a.md:11: /paths/~1a/parameters differs from the one on line 3; keep one of the two"),
    LoadingVector(
      "one schema twice", "paths: {}\ncomponents: {schemas: {S: {type: string}}}",
      "a.md:10: /components/schemas/S differs from the one on line 4; keep one of the two"),
    LoadingVector(
      "paths that are no mapping", "paths: 5",
      "a.md:9: /paths differs from the one on line 3; keep one of the two"),
    LoadingVector(
      "a reference beside operations", "paths: {/a: {$ref: '#/x'}}",
      "a.md:9: /paths/~1a/$ref differs from the one on line 3; keep one of the two"),
    LoadingVector(
      "another version", "x: 1\nsecurity: [k]",
      "a.md:10: /security differs from the one on line 5; keep one of the two"),
  ]

  @Test("blocks that contradict each other are refused", arguments: conflicts)
  func refusesConflicts(_ vector: LoadingVector) {
    let first =
      "openapi: 3.0.1\npaths: {/a: {get: {x: 1}}}\n"
      + "components: {schemas: {S: {type: number}}}\nsecurity: []\n"
    let page = "```yaml\n\(first)```\n```yaml\nopenapi: 3.0.1\n\(vector.text)\n```\n"
    #expect(message(page, "a.md") == vector.expected)
  }

  static let refused = [
    LoadingVector(
      "a page without a block", "# T\n\ntext\n",
      "a.md: no fenced yaml or json block holds an OpenAPI document ('openapi: 3.0.x')"),
    LoadingVector(
      "a page whose blocks hold something else", "```yaml\na: 1\n```\n",
      "a.md: no fenced yaml or json block holds an OpenAPI document ('openapi: 3.0.x')"),
    LoadingVector(
      "a fault in a block, with the file's line",
      "# T\n```yaml\nopenapi: 3.0.1\ninfo:\n  title: a: b\n```\n",
      "a.md:5:11: a value without quotes must not hold ': '; put the value in quotes"),
    LoadingVector(
      "a fault in an indented block, with the file's column",
      "- x\n  ```json\n  {\"openapi\":1,}\n  ```\n",
      "a.md:3:16: a comma must be followed by a name in double quotes, found '}'"),
  ]

  @Test("a page is refused with the place in the file", arguments: refused)
  func refuses(_ vector: LoadingVector) {
    #expect(message(vector.text, "a.md") == vector.expected)
  }

  @Test("a file is refused with its place")
  func refusesFiles() {
    #expect(
      message("a: 1\n", "a.yaml")
        == "a.yaml:1: no OpenAPI document: its root must be a mapping with 'openapi: 3.0.x'")
    #expect(
      message("{\"openapi\":\n 01}", "a.json")
        == "a.json:2:2: a number must not begin with extra zeros")
    #expect(
      message("{\"openapi\":1,\n\"a\":1,\n\"a\":2}", "a.json")
        == "a.json:3: the name at /a is given twice; keep one")
    #expect(message("", "a.yaml") == "a.yaml:1:1: holds no document")
  }
}
