import HTTPTransport
import Testing

@testable import JimengMock

@Suite struct RouterTests {
  private func route(_ line: String, basePath: String = "") throws -> String {
    var parser = HTTPRequestParser()
    _ = try Array("\(line) HTTP/1.1\r\nHost: a\r\n\r\n".utf8).withUnsafeBufferPointer {
      bytes throws(HTTPRefusal) in try parser.parse(bytes)
    }
    let router = Router([try Jimeng.service()])
    let path = parser.request.withPath {
      RequestPath($0, basePath: ContiguousArray(basePath.utf8))
    }
    let method = parser.request.method
    let route = path.withBytes(of: parser.request) { router.route(method: method, path: $0) }
    switch route {
    case .found(let row):
      switch row.target {
      case .operation(let operation): return "\(operation.method) \(operation.plainPath)"
      case .admin(let endpoint): return "\(endpoint.method.rawValue) \(endpoint.path)"
      }
    case .otherMethod(let allowed): return allowed
    case .unknownPath: return "unknown"
    }
  }

  @Test(
    "finds the operation under every spelling of its path",
    arguments: [
      "/jimeng/submit/videos", "/BASE_URL/jimeng/submit/videos", "/jimeng/submit/vide%6Fs",
      "/%6a%69meng/submit/videos", "/jimeng/submit/videos?x=1", "http://a/jimeng/submit/videos",
    ])
  func operation(path: String) throws {
    #expect(try route("POST \(path)") == "POST /jimeng/submit/videos")
  }

  @Test(
    "knows no other path",
    arguments: [
      "/", "/jimeng/submit", "/jimeng/submit/videos/", "//jimeng/submit/videos",
      "/jimeng/submit%2Fvideos", "/JIMENG/submit/videos", "/jimeng/submit/video%",
    ])
  func unknown(path: String) throws {
    #expect(try route("POST \(path)") == "unknown")
  }

  @Test("serves the base path beside the plain one")
  func basePath() throws {
    #expect(
      try route("POST /api/jimeng/submit/videos", basePath: "/api") == "POST /jimeng/submit/videos")
    #expect(
      try route("POST /jimeng/submit/videos", basePath: "/api") == "POST /jimeng/submit/videos")
    #expect(try route("POST /apijimeng/submit/videos", basePath: "/api") == "unknown")
    #expect(try route("POST /api", basePath: "/api") == "unknown")
  }

  @Test("names the methods of a path that another method was used on")
  func otherMethod() throws {
    #expect(try route("PUT /jimeng/submit/videos") == "POST, OPTIONS")
  }

  @Test(
    "finds the fetch of one task, whatever stands for its id",
    arguments: [
      "/jimeng/fetch/4596183399426", "/jimeng/fetch/a", "/jimeng/fetch/", "/jimeng/fetch/a%2Fb",
      "/jimeng/fetch/%E4%B8%80", "/jimeng/fetch/%", "/jimeng/fetch/%zz",
    ])
  func fetch(path: String) throws {
    #expect(try route("GET \(path)") == "GET /jimeng/fetch/{task_id}")
  }

  @Test("several tasks are asked for by POST; other methods are told what there is")
  func fetchMethods() throws {
    #expect(try route("POST /jimeng/fetch") == "POST /jimeng/fetch")
    #expect(try route("GET /jimeng/fetch") == "POST, OPTIONS")
    #expect(try route("POST /jimeng/fetch/a") == "GET, HEAD, OPTIONS")
    for path in ["/jimeng/fetch/a/b", "/jimeng/fetcha", "/jimeng", "/jimeng/fetch/a/"] {
      #expect(try route("GET \(path)") == "unknown")
    }
  }
}
