import Testing

@testable import OpenAPIContract

@Suite("Path templates")
struct PathTemplateTests {
  private func values(_ template: String, _ path: String) throws -> [String]? {
    let template = try #require(PathTemplate(template))
    return Array(path.utf8).withUnsafeBufferPointer { bytes in
      #expect(template.matches(bytes) == (template.values(in: bytes) != nil))
      return template.values(in: bytes)?.map(\.value)
    }
  }

  @Test("match whole segments")
  func matches() throws {
    #expect(try values("/a/b", "/a/b") == [])
    #expect(try values("/a/{id}", "/a/12") == ["12"])
    #expect(try values("/a/{id}.json", "/a/12.json") == ["12"])
    #expect(try values("/a/{id}/c", "/a/%E4%B8%80/c") == ["一"])
    #expect(try values("/", "/") == [])
  }

  @Test(
    "match nothing else",
    arguments: [
      ("/a/b", "/a"), ("/a/b", "/a/b/"), ("/a/b", "/a/b/c"), ("/a/{id}", "/a/"), ("/a/{id}", "/a"),
      ("/a/{id}", "/a/b/c"), ("/a", "a"), ("/a", ""), ("/a/{id}.json", "/a/.json"), ("/a", "/A"),
    ])
  func differs(_ template: String, _ path: String) throws {
    #expect(try values(template, path) == nil)
  }

  @Test("that are none", arguments: ["", "a", "/{", "/}", "/{}", "/{a}{b}", "/}a{"])
  func invalid(_ text: String) {
    #expect(PathTemplate(text) == nil)
  }

  @Test("are served without an export tool's variable and under the servers' paths")
  func served() {
    #expect(PathTemplate.servedPaths("/BASE_URL/x/y", prefixes: []) == ["/BASE_URL/x/y", "/x/y"])
    #expect(PathTemplate.servedPaths("/{{BASE_URL}}/x", prefixes: []) == ["/{{BASE_URL}}/x", "/x"])
    #expect(PathTemplate.servedPaths("/x", prefixes: ["/v1"]) == ["/x", "/v1/x"])
    #expect(PathTemplate.servedPaths("/base/url/x", prefixes: []) == ["/base/url/x"])
  }
}
