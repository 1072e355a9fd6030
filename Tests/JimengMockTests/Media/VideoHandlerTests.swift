import HTTPTransport
import StrictJSON
import Testing

@testable import JimengMock

/// Videos as a player asks for them.
@Suite struct VideoHandlerTests {
  private static let path = "/__mock/files/1/video-16x9-5s.mp4"
  private let bench: HandlerBench

  init() throws {
    bench = try HandlerBench()
  }

  @Test("sends the bytes only if they are the ones that If-Match names (RFC 9110 §13.1.1)")
  func ifMatch() throws {
    let file = VideoFile.all.first { Self.path.hasSuffix($0.name) }?.media
    let tag = try #require(file?.entityTag)
    for (condition, status) in [
      ("\"other\"", 412), ("W/\(tag)", 412), ("", 412), (tag, 200), ("\"other\", \(tag)", 200),
      ("*", 200),
    ] {
      let reply = try bench.send("GET", Self.path, headers: ["If-Match: \(condition)"])
      #expect(reply.status == status, "\(condition)")
      #expect(reply.response.body.isEmpty == (status == 412))
    }
    let both = ["If-Match: \"other\"", "If-None-Match: \(tag)", "Range: bytes=0-1"]
    #expect(try bench.send("GET", Self.path, headers: both).status == 412)
    // There is no Last-Modified, so there is nothing to compare a date with (§13.1.4).
    let date = ["If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT"]
    #expect(try bench.send("GET", Self.path, headers: date).status == 200)
  }

  @Test("refuses other methods as the admin API does", arguments: ["POST", "PUT", "DELETE"])
  func methods(method: String) throws {
    let reply = try bench.send(method, Self.path)
    #expect(reply.status == 405)
    #expect(reply.fields.contains("Allow: GET, HEAD, OPTIONS\r\n"))
    #expect(reply.fields.contains("Mock-Error: true\r\n"))
    #expect(reply.fields.contains("Content-Type: application/problem+json\r\n"))
    #expect(reply["status"] == 405)
  }

  @Test("answers OPTIONS without content")
  func options() throws {
    let reply = try bench.send("OPTIONS", Self.path)
    #expect(reply.status == 204 && !reply.fields.contains("Mock-Error"))
    #expect(reply.fields.contains("Allow: GET, HEAD, OPTIONS\r\n"))
  }

  @Test("a player on another origin may read what it needs for ranges")
  func exposed() throws {
    let reply = try bench.send("GET", Self.path, headers: ["Origin: https://a.example"])
    let line = reply.fields.split(separator: "\r\n").first {
      $0.hasPrefix("Access-Control-Expose-Headers: ")
    }
    for name in ["Accept-Ranges", "Content-Range", "ETag", "X-Oneapi-Request-Id"] {
      #expect(line?.contains(name) == true, "\(name)")
    }
  }
}
