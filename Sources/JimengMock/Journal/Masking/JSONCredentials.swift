import StrictJSON

/// Finds credentials in a JSON text byte by byte, so that all else of it stays as it was written:
/// strings and numbers behind a name of a credential, at any depth below it; the `value` beside a
/// `name` that is one; and the same in JSON within a string.
struct JSONCredentials {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  private struct Container {
    /// All values in it are credentials.
    let isCredential: Bool
    /// The `name` or `key` in it is that of a credential.
    var hasCredentialName = false
    var value: CredentialSpan?
  }

  private let bytes: Bytes
  private var offset = 0
  private var containers: [Container] = []
  private var name: Range<Int>?
  private var spans: [CredentialSpan] = []

  static func mayRead(_ bytes: Bytes) -> Bool {
    guard let first = bytes.first(where: { $0 != 0x20 && !(0x09...0x0D).contains($0) }),
      first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    else { return false }
    return (try? JSONReader.read(bytes)) != nil
  }

  /// - Parameter bytes: JSON, which is relied on.
  static func find(in bytes: Bytes) -> [CredentialSpan] {
    var walk = JSONCredentials(bytes: bytes)
    while walk.offset < bytes.count { walk.step() }
    return walk.spans.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private init(bytes: Bytes) {
    self.bytes = bytes
  }

  private mutating func step() {
    let start = offset
    switch bytes[start] {
    case UInt8(ascii: "\""): return stepOverString()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      containers.append(Container(isCredential: isValueCredential))
      name = nil
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      if let ended = containers.popLast(), ended.hasCredentialName, let value = ended.value {
        spans.append(value)
      }
      name = nil
    case UInt8(ascii: ","): name = nil
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      offset = bytes[start...].firstIndex { Self.endsNumber($0) } ?? bytes.count
      return take(CredentialSpan(range: start..<offset, isNumber: true))
    default: break
    }
    offset += 1
  }

  private mutating func stepOverString() {
    let inside = (offset + 1)..<endOfString
    offset = min(inside.upperBound + 1, bytes.count)
    let next = bytes[offset...].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    if next == UInt8(ascii: ":") {
      name = inside
    } else {
      take(CredentialSpan(range: inside))
    }
  }

  /// A value that has ended.
  private mutating func take(_ span: CredentialSpan) {
    guard !span.range.isEmpty else { return }
    guard !isValueCredential else { return spans.append(span) }
    let part = UnsafeBufferPointer(rebasing: bytes[span.range])
    if let name, (3...6).contains(name.count), let top = containers.indices.last {
      switch text(of: name).lowercased() {
      case "name", "key", "header", "field":
        if !span.isNumber, CredentialName.matches(part) { containers[top].hasCredentialName = true }
      case "value": containers[top].value = span
      default: break
      }
    }
    guard !span.isNumber, let first = part.first(where: { $0 != 0x20 }),
      first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    else { return }
    spans += TextCredentials.find(in: part).map { found in
      let start = span.range.lowerBound
      return CredentialSpan(
        range: (start + found.range.lowerBound)..<(start + found.range.upperBound))
    }
  }

  private var isValueCredential: Bool {
    if containers.last?.isCredential == true { return true }
    guard let name else { return false }
    let bytes = UnsafeBufferPointer(rebasing: bytes[name])
    guard bytes.contains(UInt8(ascii: "\\")) else { return CredentialName.matches(bytes) }
    return CredentialName.matches(text(of: name))
  }

  /// A string with its escapes undone.
  private func text(of inside: Range<Int>) -> String {
    let quoted = UnsafeBufferPointer(
      rebasing: bytes[(inside.lowerBound - 1)..<min(inside.upperBound + 1, bytes.count)])
    return (try? JSONReader.read(quoted))?.root.string ?? ""
  }

  /// Where the closing quote stands.
  private var endOfString: Int {
    var end = offset + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(end, bytes.count)
  }

  private static func endsNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      false
    default: true
    }
  }
}
