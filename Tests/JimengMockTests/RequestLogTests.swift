import Foundation
import HTTPTransport
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct RequestLogTests {
  /// What the handler logs in the loop iteration that evicts a session, and in the next one.
  private func lines(_ format: LogFormat) throws -> [String] {
    let pipe = Pipe()
    let bench = try HandlerBench {
      $0.log = format
      $0.logDescriptor = pipe.fileHandleForWriting.fileDescriptor
    }
    try bench.submit("/session/a")
    for _ in 0..<2 {
      bench.monotonicNanoseconds += 3_700_000_000_000
      bench.handler.iterationEnded(at: bench.now)
      try bench.submit("/session/a")
    }
    try pipe.fileHandleForWriting.close()
    let text = String(
      decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").map(String.init)
  }

  @Test("notes the first session that had to go, once")
  func note() throws {
    let lines = try lines(.text)
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix("16:48:30.000 note: a session and its records were evicted"))
    #expect(lines[0].hasPrefix("16:48:30.000 a#1 POST /session/a/jimeng/submit/videos 200"))
  }

  @Test("notes it as JSON where the log is JSON")
  func json() throws {
    let lines = try lines(.json)
    #expect(lines.count == 3)
    let note = try JSONReader.read(Array(lines[1].utf8)).root
    #expect(note["time"] == "2025-05-25T16:48:30.000Z")
    #expect(note["note"]?.string?.contains("were evicted") == true)
  }
}
