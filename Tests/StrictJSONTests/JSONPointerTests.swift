import StrictJSON
import Testing

@Suite struct JSONPointerTests {
  /// The document and the pointers have the cases of RFC 6901 §5, in words of our own.
  static let document: JSONValue = [
    "list": ["x", "y"], "": 0, "a/b": 1, "p%q": 2, "m~n": 3, " ": 4, "~1": 5, "响应": ["好": 6],
  ]

  static let resolved: [(String, JSONValue?)] = [
    ("", document), ("/list/0", "x"), ("/list/1", "y"), ("/", 0), ("/a~1b", 1), ("/p%q", 2),
    ("/m~0n", 3), ("/ ", 4), ("/~01", 5), ("/响应/好", 6), ("/list/2", nil), ("/list/-", nil),
    ("/list/01", nil),
    ("/list/+1", nil), ("/list/x", nil), ("/none", nil), ("/a~1b/x", nil),
    ("/list/99999999999999999999", nil),
  ]

  @Test("resolves, and writes itself as it was read", arguments: resolved)
  func resolves(text: String, value: JSONValue?) throws {
    let pointer = try #require(JSONPointer(text))
    #expect(pointer.resolve(in: Self.document) == value)
    #expect(pointer.description == text)
  }

  static let fragments: [(String, String)] = [
    ("#", ""), ("#/a~1b", "/a~1b"), ("#/p%25q", "/p%q"), ("#/%E5%93%8D%e5%ba%94", "/响应"),
    ("#/响应", "/响应"), ("#/%2F", "//"), ("#/%7E1", "/~1"),
  ]

  @Test("reads the fragment form of $ref", arguments: fragments)
  func readsFragments(fragment: String, text: String) throws {
    #expect(try #require(JSONPointer(fragment: fragment)) == #require(JSONPointer(text)))
  }

  @Test("refuses what is no pointer", arguments: ["a", "#/a", "/~", "/~2", "/a~"])
  func refuses(_ text: String) {
    #expect(JSONPointer(text) == nil)
  }

  @Test(
    "refuses what is no fragment", arguments: ["", "/a", "#a", "#/%", "#/%2", "#/%GG", "#/%FF"])
  func refusesFragments(_ text: String) {
    #expect(JSONPointer(fragment: text) == nil)
  }

  @Test("grows by names and indices, and shrinks to its parent")
  func grows() {
    let pointer = JSONPointer.root.appending("a/b").appending(3)
    #expect(pointer.description == "/a~1b/3")
    #expect(pointer.parent == JSONPointer.root.appending("a/b"))
    #expect(JSONPointer.root.parent == nil)
  }
}
