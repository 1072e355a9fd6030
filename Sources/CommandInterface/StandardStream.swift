#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A standard stream. Text is written at once and whole.
package struct StandardStream: Sendable {
  package static let input = StandardStream(descriptor: 0)
  package static let output = StandardStream(descriptor: 1)
  package static let error = StandardStream(descriptor: 2)

  let descriptor: Int32

  /// It does not fail when the reader has ended, as in `| head`.
  package func write(_ text: String) {
    var rest = ArraySlice(text.utf8)
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  package func writeLine(_ text: String) {
    write(text + "\n")
  }

  /// Whether a person may be there.
  package var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Whether it is a terminal, and the user has not asked for plain text (no-color.org).
  package var isColorTerminal: Bool {
    isTerminal && EnvironmentVariable.value("NO_COLOR")?.isEmpty != false
      && EnvironmentVariable.value("TERM") != "dumb"
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
