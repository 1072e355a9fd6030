import Foundation
import Testing

@testable import JimengClient

@Suite struct BaseURLTests {
  @Test(
    "a path goes below the base's own, with or without a slash at its end",
    arguments: [
      ("http://h", "http://h/jimeng/fetch/1"), ("http://h/", "http://h/jimeng/fetch/1"),
      ("http://h:8080//", "http://h:8080/jimeng/fetch/1"),
      ("https://h/session/a", "https://h/session/a/jimeng/fetch/1"),
      ("https://h/scenario/slow/", "https://h/scenario/slow/jimeng/fetch/1"),
      ("https://h/a%2Fb/c", "https://h/a%2Fb/c/jimeng/fetch/1"),
    ])
  func appends(base: String, expected: String) throws {
    let url = try #require(URL(string: base))
    #expect(try BaseURL(url).appending(["jimeng", "fetch", "1"]).absoluteString == expected)
  }

  @Test("an id cannot reach another path")
  func encodes() throws {
    let url = try BaseURL(#require(URL(string: "http://h"))).appending(["fetch", "a/../b?c#d 视"])
    #expect(url.absoluteString == "http://h/fetch/a%2F..%2Fb%3Fc%23d%20%E8%A7%86")
  }

  @Test("what is no id is not sent", arguments: ["", ".", ".."])
  func segments(id: String) throws {
    let base = try BaseURL(#require(URL(string: "http://h")))
    #expect(throws: JimengError.unsendable("'\(id)' is no id of a task")) {
      try base.appending(["fetch", id])
    }
  }

  @Test(
    "what is no base is not sent to",
    arguments: ["h", "/a", "ftp://h", "http://", "http://h?a=b", "http://h/#a", "file:///a"])
  func bases(base: String) throws {
    let url = try #require(URL(string: base))
    #expect(throws: JimengError.self) { try BaseURL(url).appending(["a"]) }
  }
}
