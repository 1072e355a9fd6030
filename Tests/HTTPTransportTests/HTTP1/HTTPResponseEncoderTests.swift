import Testing

@testable import HTTPTransport

@Suite("The response encoder")
struct HTTPResponseEncoderTests {
  private static let date = "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n"

  private func encode(
    _ version: HTTPVersion = .http11, omitsBody: Bool = false, keepsAlive: Bool = true,
    _ fill: (inout HTTPResponse) -> Void
  ) -> String {
    var encoder = HTTPResponseEncoder()
    var response = HTTPResponse()
    fill(&response)
    var output = ByteBlock()
    encoder.encode(
      response, version: version, omitsBody: omitsBody, keepsAlive: keepsAlive, unixSeconds: 0,
      into: &output)
    return output.text
  }

  @Test("writes status line, Date, fields, length and content")
  func writesAll() {
    let text = encode {
      $0.status = .notFound
      $0.setBody("né", type: "text/plain")
    }
    #expect(
      text == "HTTP/1.1 404 Not Found\r\n\(Self.date)Content-Type: text/plain\r\n"
        + "Content-Length: 3\r\n\r\nné")
  }

  @Test("announces the length of no content")
  func announcesZero() {
    #expect(encode { _ in } == "HTTP/1.1 200 OK\r\n\(Self.date)Content-Length: 0\r\n\r\n")
  }

  @Test("gives 1xx, 204 and 304 neither length nor content", arguments: [103, 204, 304])
  func forbidsBody(_ code: Int) {
    let text = encode {
      $0.status = HTTPStatus(code)
      $0.body = [1]
    }
    #expect(!text.contains("Content-Length"))
    #expect(text.hasSuffix("\r\n\r\n"))
  }

  @Test("leaves out the content, not the length, of an answer to HEAD")
  func omitsBody() {
    let text = encode(omitsBody: true) { $0.body = [1, 2] }
    #expect(text.hasSuffix("Content-Length: 2\r\n\r\n"))
  }

  @Test("says what the version does not imply about persistence")
  func announcesPersistence() {
    #expect(!encode { _ in }.contains("Connection"))
    #expect(encode(keepsAlive: false) { _ in }.contains("\r\nConnection: close\r\n"))
    #expect(encode(.http10) { _ in }.contains("\r\nConnection: keep-alive\r\n"))
    #expect(encode(.http10, keepsAlive: false) { _ in }.contains("\r\nConnection: close\r\n"))
  }

  @Test("writes a code without a phrase with the space that must stand")
  func writesUnknownCode() {
    #expect(encode { $0.status = HTTPStatus(599) }.hasPrefix("HTTP/1.1 599 \r\n"))
  }

  @Test("lets no field value start a line", arguments: ["a\r\nB: c", "a\nb", "a\0b", "a\u{7F}b"])
  func cleansValues(_ value: String) {
    let text = encode { $0.appendField("A", value) }
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.count == 6)
    #expect(lines.contains { $0.hasPrefix("A: a?") })
    #expect(text.utf8.filter { $0 == 10 }.count == 5)
  }

  @Test("keeps a tab and text beyond ASCII in a field value")
  func keepsText() {
    #expect(encode { $0.appendField("A", "a\té") }.contains("\r\nA: a\té\r\n"))
  }

  @Test("adds a field whose name is known at run time only")
  func addsNamed() {
    let text = encode { $0.appendField(named: "X-Name", "a\r\nB: c") }
    #expect(text.contains("\r\nX-Name: a??B: c\r\n"))
  }

  @Test(
    "drops a field whose name is no token, or the server's own",
    arguments: [
      "", " ", "a b", "a:", "a\r\nb", "é", "Date", "content-length", "CONNECTION",
      "Transfer-Encoding",
    ])
  func dropsNamed(_ name: String) {
    var response = HTTPResponse()
    let isAdded = response.appendField(named: name, "x")
    #expect(!isAdded && response.fieldText.isEmpty)
  }

  @Test("keeps how it is delivered until the next answer")
  func resetsDelivery() {
    var response = HTTPResponse()
    #expect(response.isImmediate)
    response.delivery.delay = .seconds(1)
    #expect(!response.isImmediate)
    response.reset()
    #expect(response.isImmediate && response.delivery == .immediate)
  }

  @Test("starts from nothing after a reset")
  func resets() {
    let text = encode {
      $0.setBody("x", type: "text/plain")
      $0.status = .notFound
      $0.closesConnection = true
      $0.reset()
    }
    #expect(text == encode { _ in })
  }
}
