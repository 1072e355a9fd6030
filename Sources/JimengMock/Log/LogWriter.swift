#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writes log lines to a descriptor and never blocks the loop: what the reader of a pipe does not
/// take in time waits in a bounded buffer, and beyond that whole lines are dropped and counted.
struct LogWriter {
  /// POSIX promises that a pipe which polls as writable takes this much without blocking.
  private static let chunkBytesMax = 4096
  private static let waitingBytesMax = 1 << 20

  private let descriptor: Int32
  private var waiting = ContiguousArray<UInt8>()
  private var waitingStart = 0
  private var droppedCount = 0

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Appends one line, which `write` ends with a line feed.
  mutating func appendLine(_ write: (inout ContiguousArray<UInt8>) -> Void) {
    guard waiting.count - waitingStart < Self.waitingBytesMax else {
      droppedCount += 1
      return
    }
    if droppedCount > 0 {
      waiting.append(contentsOf: "… \(droppedCount) log lines dropped: nobody read them\n".utf8)
      droppedCount = 0
    }
    write(&waiting)
  }

  /// Writes what the descriptor takes now.
  mutating func flush() {
    guard waitingStart < waiting.count else { return }
    while waitingStart < waiting.count, isWritable {
      let count = waiting.withUnsafeBytes { bytes in
        let chunk = bytes[waitingStart...].prefix(Self.chunkBytesMax)
        return systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: chunk))
      }
      guard count > 0 else { break }
      waitingStart += count
    }
    if waitingStart == waiting.count {
      waiting.removeAll(keepingCapacity: waiting.capacity <= 1 << 16)
      waitingStart = 0
    } else if waitingStart > 1 << 16 {
      waiting.removeFirst(waitingStart)
      waitingStart = 0
    }
  }

  private var isWritable: Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&entry, 1, 0) == 1 && entry.revents & Int16(POLLOUT) != 0
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

/// Text of a client, made safe for a terminal and a report.
package enum PrintableText {
  /// Control characters, and those that change the reading direction, become escapes: what a client
  /// sent must not control a terminal.
  package static func of(_ text: String) -> String {
    let isClean = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    guard !isClean else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
