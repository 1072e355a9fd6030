/// The two preferences of a Prefer field that concern the mock (RFC 7240 §2). Others are ignored,
/// as that section asks, and so is what cannot be read, up to the next comma.
struct PreferField: Equatable, Sendable {
  private(set) var scenario: String?
  private(set) var code: String?

  /// - Parameter lines: the values of all Prefer lines, which make one list together.
  init(_ lines: [String]) {
    for line in lines { read(Array(line.utf8)) }
  }

  private mutating func read(_ bytes: [UInt8]) {
    var cursor = PreferCursor(bytes)
    while !cursor.isAtEnd {
      if let (name, value) = cursor.readPreference() { set(name, value) }
      cursor.skipToNextElement()
    }
  }

  /// Of a repeated preference the first counts (RFC 7240 §2).
  private mutating func set(_ name: String, _ value: String) {
    switch name {
    case "scenario": scenario = scenario ?? value
    case "code": code = code ?? value
    default: break
    }
  }
}

/// Walks over one Prefer line.
private struct PreferCursor {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position >= bytes.count }

  /// `token [ BWS "=" BWS word ]`, the name in lower case. No value is the empty value.
  mutating func readPreference() -> (name: String, value: String)? {
    skipBlanks()
    let name = readToken().lowercased()
    skipBlanks()
    guard !name.isEmpty else { return nil }
    guard skip(UInt8(ascii: "=")) else { return (name, "") }
    skipBlanks()
    guard !isAtEnd, bytes[position] == UInt8(ascii: "\"") else { return (name, readToken()) }
    return readQuoted().map { (name, $0) } ?? (name, "")
  }

  /// Over the parameters to what follows the next comma outside of quotes.
  mutating func skipToNextElement() {
    while !isAtEnd {
      if skip(UInt8(ascii: ",")) { return }
      if bytes[position] == UInt8(ascii: "\"") { _ = readQuoted() } else { position += 1 }
    }
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard !isAtEnd, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while !isAtEnd, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
  }

  /// More than a token, so that `scenario=a/b` is an unknown name and not `a`.
  private mutating func readToken() -> String {
    let start = position
    while !isAtEnd, !Self.ends(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private static func ends(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "\""):
      true
    default: false
    }
  }

  /// `quoted-string` (RFC 9110 §5.6.4); nil when it has no end.
  private mutating func readQuoted() -> String? {
    position += 1
    var text: [UInt8] = []
    while !isAtEnd {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\"), !isAtEnd {
        text.append(bytes[position])
        position += 1
      } else {
        text.append(byte)
      }
    }
    return nil
  }
}
