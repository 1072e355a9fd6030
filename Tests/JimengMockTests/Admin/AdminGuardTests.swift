import HTTPTransport
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct AdminGuardTests {
  private static let path = "/__mock/health"

  @Test(
    "on loopback lets in every name of this machine",
    arguments: [
      "127.0.0.1:4310", "localhost", "LOCALHOST:4310", "localhost.:4310", "mock.localhost:80",
      "[::1]:4310", "[::1]", "127.8.8.8", "127.0.0.1:1",
    ])
  func localHost(host: String) throws {
    #expect(try AdminBench().ask("GET", Self.path, host: host).status == 200)
  }

  @Test(
    "on loopback refuses every other Host, as a rebound name would send",
    arguments: [
      "evil.example", "evil.example:4310", "127.0.0.1.evil.example", "localhost.evil.example",
      "127.evil.example", "notlocalhost", "192.168.0.1", "[::2]", "[::1", "0.0.0.0",
      "localhost:80:80", "127.1", "2130706433", "localhost:4310@evil.example",
    ])
  func foreignHost(host: String) throws {
    // Some are refused by the parser, which is as good.
    guard let reply = try? AdminBench().ask("GET", Self.path, host: host) else { return }
    #expect(reply.status == 403)
    #expect(reply.fields.contains("Mock-Error: true\r\n"))
  }

  @Test("on loopback refuses a request without Host, and the authority of its target counts")
  func authority() throws {
    #expect(try AdminBench().ask("GET", Self.path, host: nil).status == 403)
    let target = "http://evil.example\(Self.path)"
    #expect(try AdminBench().ask("GET", target).status == 403)
  }

  @Test("lets in the address that it listens on")
  func listeningAddress() throws {
    let bench = try AdminBench(host: "127.0.0.2")
    #expect(try bench.ask("GET", Self.path, host: "127.0.0.2:4310").status == 200)
    let six = try AdminBench(host: "::1")
    #expect(try six.ask("GET", Self.path, host: "[::1]:4310").status == 200)
    #expect(try six.ask("GET", Self.path, host: "localhost:4310").status == 200)
  }

  @Test(
    "a page from elsewhere cannot post blindly",
    arguments: ["https://evil.example", "null", "http://localhost.evil.example", "localhost"])
  func foreignOrigin(origin: String) throws {
    let reply = try AdminBench().ask(
      "POST", "/__mock/reset", headers: [("Origin", origin)])
    #expect(reply.status == 403)
  }

  @Test("what a page from elsewhere embeds is refused, a link that is followed is not")
  func fetchMetadata() throws {
    for (mode, status) in [("no-cors", 403), ("navigate", 200)] {
      let headers = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode)]
      #expect(try AdminBench().ask("GET", Self.path, headers: headers).status == status)
    }
    let own = [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "cors")]
    #expect(try AdminBench().ask("GET", Self.path, headers: own).status == 200)
  }

  @Test(
    "a page of this machine can",
    arguments: ["http://127.0.0.1:4310", "http://localhost:5173", "http://[::1]:1"])
  func ownOrigin(origin: String) throws {
    let reply = try AdminBench().ask(
      "POST", "/__mock/reset", headers: [("Origin", origin)])
    #expect(reply.status == 200)
  }

  @Test(
    "where others can connect it is closed without a token",
    arguments: ["0.0.0.0", "::", "10.0.0.1"]
  )
  func closed(host: String) throws {
    let bench = try AdminBench(host: host)
    let shown = [("Authorization", "Bearer x")]
    #expect(try bench.ask("GET", Self.path).status == 403)
    #expect(try bench.ask("GET", Self.path, headers: shown).status == 403)
    let empty = try AdminBench(host: host) { $0.adminToken = "" }
    #expect(try empty.ask("GET", Self.path, headers: shown).status == 403)
    // Videos play all the same.
    #expect(try bench.answer("GET", "/__mock/files/1/video-1x1-5s.mp4") == nil)
  }

  @Test(
    "where others can connect the token opens it",
    arguments: [
      ("Authorization", "Bearer s3cret", 200), ("authorization", "bearer  s3cret", 200),
      ("Mock-Admin-Token", "s3cret", 200), ("Mock-Admin-Token", "s3cre", 401),
      ("Mock-Admin-Token", "s3crets3cret", 401), ("Mock-Admin-Token", "", 401),
      ("Authorization", "Bearer S3cret", 401), ("Authorization", "Basic s3cret", 401),
      ("Authorization", "s3cret", 401), ("Authorization", "Bearer", 401), ("X", "s3cret", 401),
    ])
  func token(name: String, value: String, status: Int) throws {
    let bench = try AdminBench(host: "0.0.0.0") { $0.adminToken = "s3cret" }
    let reply = try bench.ask(
      "GET", Self.path, host: "mock.example:4310", headers: [(name, value)])
    #expect(reply.status == status)
    #expect(reply.fields.contains("WWW-Authenticate: Bearer") == (status == 401))
    #expect(!reply.fields.contains("s3cret"))
  }

  @Test("a page that the server itself sent is its own where others can connect")
  func originOffLoopback() throws {
    let bench = try AdminBench(host: "0.0.0.0") { $0.adminToken = "t" }
    for (origin, status) in [("http://mock.example:4310", 200), ("http://evil.example", 403)] {
      let reply = try bench.ask(
        "GET", Self.path, host: "mock.example:4310",
        headers: [("Mock-Admin-Token", "t"), ("Origin", origin)])
      #expect(reply.status == status)
    }
  }

  @Test("a token that is set is asked for on loopback as well")
  func tokenOnLoopback() throws {
    let bench = try AdminBench { $0.adminToken = "t" }
    #expect(try bench.ask("GET", Self.path).status == 401)
    let token = [("Mock-Admin-Token", "t")]
    #expect(try bench.ask("GET", Self.path, headers: token).status == 200)
    #expect(try bench.ask("GET", Self.path, host: "evil.example", headers: token).status == 403)
  }
}
