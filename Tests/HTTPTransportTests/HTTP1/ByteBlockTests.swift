import Testing

@testable import HTTPTransport

@Suite("A block of bytes")
struct ByteBlockTests {
  @Test("takes hardly more memory than a large part is long")
  func largePart() {
    var block = ByteBlock()
    block.restart(capacity: 768, keptMax: 2048)
    block.append("head")
    block.reserve(200_000)
    #expect(block.capacity == 200_004)
    block.restart(capacity: 768, keptMax: 2048)
    #expect(block.capacity == 768)
    for _ in 0..<1000 { block.append("part ") }
    #expect(block.text(0..<10) == "part part ")
    #expect(block.count == 5000)
    #expect(block.capacity <= 10_000)
  }

  @Test(
    "appends numbers in decimal",
    arguments: [
      (0, 1, "0"), (7, 2, "07"), (10, 1, "10"), (999, 3, "999"), (1000, 3, "1000"),
      (.max, 1, "9223372036854775807"), (1, 20, "00000000000000000001"),
    ])
  func decimal(_ number: Int, _ width: Int, _ text: String) {
    var block = ByteBlock()
    block.append("x")
    block.append(decimal: number, width: width)
    #expect(block.text == "x" + text)
  }

  @Test("appends text, lines and what a closure writes, one behind the other")
  func parts() {
    var block = ByteBlock()
    block.append(text: "né")
    block.append(UInt8(ascii: "-"))
    Array("ab".utf8).withUnsafeBufferPointer { block.appendLine($0, $0) }
    block.append(count: 2) { $0.update(repeating: UInt8(ascii: "z")) }
    #expect(block.text == "né-ab:ab\nzz")
    block.restart()
    #expect(block.isEmpty)
    #expect(block.text == "")
  }

  @Test("replaces control bytes but tabs, wherever they stand behind the start")
  func controls() {
    for length in 1...20 {
      for position in 0..<length {
        var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: length)
        bytes[position] = 0x0A
        var block = ByteBlock()
        block.append("\r\t")
        bytes.withUnsafeBufferPointer { block.append($0) }
        block.replaceControls(from: 1)
        bytes[position] = UInt8(ascii: "?")
        #expect(block.text == "\r\t" + String(decoding: bytes, as: UTF8.self))
      }
    }
  }
}
