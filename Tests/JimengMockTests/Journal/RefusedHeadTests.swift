import HTTPTransport
import StrictJSON
import Testing

@testable import JimengMock

/// A head that was refused may hold a key where no field is: none of it may be shown.
@Suite struct RefusedHeadTests {
  struct Vector: CustomTestStringConvertible {
    let what: String
    let line: String
    /// The field that is told of it, or nil where there is none.
    let stored: (name: String, value: String)?
    var testDescription: String { what }
  }

  static let lines = [
    Vector(
      what: "an unfinished line", line: "Authorization: Bearer SECRET",
      stored: ("Authorization", "***")),
    Vector(
      what: "a space before the colon", line: "Authorization : Bearer SECRET\r\n",
      stored: ("Authorization", "***")),
    Vector(
      what: "a quoted name", line: "\"Authorization\": Bearer SECRET\r\n",
      stored: ("Authorization", "***")),
    Vector(what: "no name", line: ": Bearer SECRET\r\n", stored: ("***", "***")),
    Vector(what: "no colon", line: "Authorization Bearer SECRET\r\n", stored: ("***", "***")),
    Vector(
      what: "a name that is none", line: "Authorization=SECRET: SECRET\r\n",
      stored: ("***", "***")),
    Vector(what: "a folded line", line: "X-A: b\r\n SECRET: SECRET\r\n", stored: ("***", "***")),
    Vector(
      what: "a name that nobody knows", line: "X-Mine\t: SECRET\r\n", stored: ("X-Mine", "***")),
    Vector(what: "a value without an end", line: "X-Big: SECRET", stored: ("X-Big", "***")),
    Vector(what: "a harmless field", line: "Accept : a/b\r\n", stored: ("Accept", "a/b")),
    Vector(what: "nothing", line: "", stored: ("Host", "h")),
  ]

  @Test("shows of a line that is no field at most its name", arguments: lines)
  func line(vector: Vector) throws {
    let head = "POST /x HTTP/1.1\r\nHost: h\r\n"
    let texts = try texts(Self.refused(head + vector.line), telling: vector.stored)
    for text in texts { #expect(!text.contains("SECRET"), "\(text)") }
  }

  @Test("stores nothing of it, however long it is")
  func tooLong() throws {
    let head = "POST /x HTTP/1.1\r\nHost: h\r\nAuthorization: "
    let sent = head + String(repeating: "SECRET", count: 4000)
    for text in try texts(Self.refused(sent), telling: ("Authorization", "***")) {
      #expect(!text.contains("SECRET"))
    }
  }

  static let targets = [
    "http://u:SECRET@h/a", "http://u:SECRET@h/a?key=SECRET", "ftp://h/?key=SECRET",
    "a?key=SECRET", "u:SECRET@h:1", "/a%00?key=SECRET", "/SECRET\\",
  ]

  @Test("stores nothing of a target that was refused", arguments: targets)
  func target(_ target: String) throws {
    for method in ["GET", "CONNECT"] {
      let request = Self.refused("\(method) \(target) HTTP/1.1\r\nHost: h\r\n\r\n")
      for text in try texts(request, telling: nil) { #expect(!text.contains("SECRET")) }
    }
  }

  private func texts(
    _ request: HTTPRequest, telling field: (name: String, value: String)?
  ) throws -> [String] {
    var journal = Journal(session: "s")
    journal.append(
      JournalExchange(connection: 1, time: 0, refusal: "no", outcome: .refused),
      request: request, answer: JournalSample.answer(400))
    let entry = try #require(journal.first)
    #expect(entry.headers.last?.name == field?.name)
    #expect(entry.headers.last?.value == field?.value)
    let har = HARExport(baseURL: "http://x", version: "1").json(journal)
    return [JSONWriter.string(entry.json), JSONWriter.string(har), "\(RecordedRequest(entry))"]
  }

  /// What the server knows of a request that ends here, or is refused before.
  private static func refused(_ text: String) -> HTTPRequest {
    var parser = HTTPRequestParser()
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      guard (try? parser.parse(bytes)) != nil else { return }
      parser.abandon(bytes)
    }
    return parser.request
  }
}
