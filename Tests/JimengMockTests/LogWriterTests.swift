import Foundation
import Testing

@testable import JimengMock

@Suite struct LogWriterTests {
  @Test("never blocks on a pipe that nobody reads, and says how many lines it dropped")
  func fullPipe() throws {
    let pipe = Pipe()
    var writer = LogWriter(descriptor: pipe.fileHandleForWriting.fileDescriptor)
    let line = String(repeating: "x", count: 1023) + "\n"
    for _ in 0..<4096 {
      writer.appendLine { $0.append(contentsOf: line.utf8) }
      writer.flush()
    }
    var read = 0
    while read < 1 << 20 {
      read += pipe.fileHandleForReading.availableData.count
      writer.flush()
    }
    writer.appendLine { $0.append(contentsOf: "last\n".utf8) }
    writer.flush()
    try pipe.fileHandleForWriting.close()
    let rest = try #require(try pipe.fileHandleForReading.readToEnd())
    let tail = String(decoding: rest.suffix(120), as: UTF8.self)
    #expect(tail.contains("log lines dropped"))
    #expect(tail.hasSuffix("last\n"))
  }

  @Test(
    "makes what a client sent harmless for a terminal",
    arguments: [
      ("plain", "plain"), ("汉字", "汉字"), ("\u{1B}[31m", "\\u{1B}[31m"), ("a\u{9B}b", "a\\u{9B}b"),
      ("a\u{202E}b", "a\\u{202E}b"), ("a\nb", "a\\u{A}b"),
    ])
  func printable(text: String, shown: String) {
    #expect(RequestLog.printable(text) == shown)
  }
}
