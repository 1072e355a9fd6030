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
    var text = pipe.fileHandleForReading.availableData
    writer.flush()
    writer.appendLine { $0.append(contentsOf: "last\n".utf8) }
    while !text.suffix(5).elementsEqual("last\n".utf8), text.count < 4 << 20 {
      writer.flush()
      text += pipe.fileHandleForReading.availableData
    }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    #expect(lines.last == "last")
    let dropped = try #require(lines.dropLast().last)
    #expect(dropped.contains("log lines dropped"))
    #expect(lines.dropLast(2).allSatisfy { $0.utf8.count == 1023 })
  }

  @Test(
    "makes what a client sent harmless for a terminal",
    arguments: [
      ("plain", "plain"), ("汉字", "汉字"), ("\u{1B}[31m", "\\u{1B}[31m"), ("a\u{9B}b", "a\\u{9B}b"),
      ("a\u{202E}b", "a\\u{202E}b"), ("a\nb", "a\\u{A}b"),
    ])
  func printable(text: String, shown: String) {
    #expect(PrintableText.of(text) == shown)
  }
}
