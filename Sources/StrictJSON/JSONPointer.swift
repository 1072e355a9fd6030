/// A place in a JSON value (RFC 6901): the names and indices on the way from the root.
package struct JSONPointer: Sendable, Hashable {
  package private(set) var tokens: [String]

  package static let root = JSONPointer(tokens: [])

  package init(tokens: [String]) {
    self.tokens = tokens
  }

  /// Reads the string form (RFC 6901 §3): empty, or tokens that each begin with `/`. Nil when it
  /// is neither, or a `~` is followed by anything but 0 or 1.
  package init?(_ text: String) {
    guard !text.isEmpty else {
      self = .root
      return
    }
    guard text.utf8.first == .slash else { return nil }
    var tokens: [String] = []
    for part in text.utf8.dropFirst().split(separator: .slash, omittingEmptySubsequences: false) {
      guard let token = Self.unescape(part) else { return nil }
      tokens.append(token)
    }
    self.tokens = tokens
  }

  /// Reads the URI fragment form (RFC 6901 §6): `#` and the percent-encoded string form, as it
  /// stands in `$ref`. Unencoded characters beyond ASCII are read as they are.
  package init?(fragment: String) {
    guard fragment.utf8.first == UInt8(ascii: "#"),
      let text = Self.percentDecoded(fragment.utf8.dropFirst())
    else { return nil }
    self.init(text)
  }

  package func appending(_ name: String) -> JSONPointer {
    var copy = self
    copy.tokens.append(name)
    return copy
  }

  package func appending(_ index: Int) -> JSONPointer {
    appending(String(index))
  }

  /// Without its last token; nil for the root.
  package var parent: JSONPointer? {
    tokens.isEmpty ? nil : JSONPointer(tokens: tokens.dropLast())
  }

  package static func == (left: JSONPointer, right: JSONPointer) -> Bool {
    left.tokens.elementsEqual(right.tokens, by: CodePoints.areEqual)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(tokens.count)
    for token in tokens { CodePoints.hash(token, into: &hasher) }
  }
}

extension JSONPointer {
  /// The value at this place (RFC 6901 §4), the last of several members of one name.
  package func resolve(in root: JSONValue) -> JSONValue? {
    var value = root
    for token in tokens {
      switch value {
      case .object(let object):
        guard let member = object[token] else { return nil }
        value = member
      case .array(let items):
        guard let index = Self.arrayIndex(token), items.indices.contains(index) else { return nil }
        value = items[index]
      case .null, .bool, .number, .string: return nil
      }
    }
    return value
  }

  /// RFC 6901 §4: digits without a leading zero; `-` names no element that exists.
  package static func arrayIndex(_ token: String) -> Int? {
    guard !token.isEmpty, token.utf8.allSatisfy(\.isDigit),
      token.utf8.count == 1 || token.utf8.first != .zero
    else { return nil }
    return Int(token)
  }
}

extension JSONPointer: CustomStringConvertible {
  /// The string form: `~` is written `~0`, `/` is written `~1`.
  package var description: String {
    var bytes: [UInt8] = []
    for token in tokens {
      bytes.append(.slash)
      for byte in token.utf8 {
        switch byte {
        case .tilde: bytes += [.tilde, .zero]
        case .slash: bytes += [.tilde, .zero + 1]
        default: bytes.append(byte)
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unescape(_ part: Substring.UTF8View.SubSequence) -> String? {
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in part {
      switch (isEscaped, byte) {
      case (false, .tilde): isEscaped = true
      case (false, _): bytes.append(byte)
      case (true, .zero): (isEscaped, _) = (false, bytes.append(.tilde))
      case (true, .zero + 1): (isEscaped, _) = (false, bytes.append(.slash))
      case (true, _): return nil
      }
    }
    return isEscaped ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private static func percentDecoded(_ text: Substring.UTF8View) -> String? {
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst()?.hexValue, let low = rest.popFirst()?.hexValue else {
        return nil
      }
      bytes.append(UInt8(high << 4 | low))
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate static var tilde: UInt8 { 0x7E }
}
