import HTTPTransport
import Testing

@testable import JimengMock

@Suite struct FetchRouteTests {
  @Test(
    "finds the task that is asked for",
    arguments: [
      ("/jimeng/fetch/4596183399426", "4596183399426"), ("/jimeng/fetch/a", "a"),
      ("/jimeng/fetch/", ""), ("/jimeng/fetch/%E4%B8%80", "一"), ("/jimeng/fetch/a%2Fb", "a/b"),
      ("/jimeng/fetch/%", "%"), ("/jimeng/fetch/%zz", "%zz"), ("/jimeng/fetch/%4", "%4"),
    ])
  func findsOne(path: String, taskID: String) {
    #expect(route(.get, path) == .one(taskID: taskID))
  }

  @Test(
    "leaves other paths alone",
    arguments: ["/jimeng/fetch/a/b", "/jimeng/fetcha", "/jimeng", "", "/jimeng/fetch/a/"])
  func leaves(path: String) {
    #expect(route(.get, path) == nil)
  }

  @Test("several tasks are asked for by POST; other methods are told what there is")
  func methods() {
    #expect(route(.post, "/jimeng/fetch") == .batch)
    #expect(route(.get, "/jimeng/fetch") == .otherMethod(allowed: "POST, OPTIONS"))
    #expect(route(.post, "/jimeng/fetch/a") == .otherMethod(allowed: "GET, HEAD, OPTIONS"))
  }

  private func route(_ method: HTTPMethod, _ path: String) -> FetchRoute? {
    Array(path.utf8).withUnsafeBufferPointer { FetchRoute.find(method: method, path: $0) }
  }
}
