import HTTPTransport
import OpenAPIContract
import Testing

@testable import JimengMock

@Suite struct MockRouterTests {
  private let contract: Contract

  init() throws {
    contract = try VendorPage.contract()
  }

  private func route(_ line: String, basePath: String = "") throws -> String {
    var parser = HTTPRequestParser()
    _ = try Array("\(line) HTTP/1.1\r\nHost: a\r\n\r\n".utf8).withUnsafeBufferPointer {
      bytes throws(HTTPRefusal) in try parser.parse(bytes)
    }
    let router = MockRouter(operations: contract.operations)
    let path = parser.request.withPath {
      ContractPath(
        $0, dropping: PathPrefixes($0, basePath: ContiguousArray(basePath.utf8)).count)
    }
    switch router.route(parser.request, path: path) {
    case .operation(let index): return "operation \(index)"
    case .fetch(let route): return "fetch \(route)"
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
    #expect(try route("POST \(path)") == "operation 0")
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
    #expect(try route("POST /api/jimeng/submit/videos", basePath: "/api") == "operation 0")
    #expect(try route("POST /jimeng/submit/videos", basePath: "/api") == "operation 0")
    #expect(try route("POST /apijimeng/submit/videos", basePath: "/api") == "unknown")
    #expect(try route("POST /api", basePath: "/api") == "unknown")
  }

  @Test("names the methods of a path that another method was used on")
  func otherMethod() throws {
    #expect(try route("PUT /jimeng/submit/videos") == "POST, OPTIONS")
  }
}
