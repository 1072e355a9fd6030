import OpenAPIContract

/// Tells which header fields, query parameters and members of a body hold a key, by how their names
/// end: without a list there is none to forget, and a name masked needlessly costs nothing.
enum SensitiveName {
  static func matches(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let bare = withoutNumber(name)
    guard let last = bare.last else { return false }
    if isName(bare) { return true }
    // Several of them.
    return last | 0x20 == UInt8(ascii: "s")
      && isName(UnsafeBufferPointer(rebasing: bare.dropLast()))
  }

  private static func isName(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let last = name.last else { return false }
    // The last letter turns away nearly every name at once.
    switch last | 0x20 {
    case UInt8(ascii: "y"): return name.endsIgnoringCase(with: "key")
    case UInt8(ascii: "n"):
      return name.endsIgnoringCase(with: "token") || name.endsIgnoringCase(with: "authorization")
        || name.endsIgnoringCase(with: "authentication")
    case UInt8(ascii: "e"):
      return name.endsIgnoringCase(with: "cookie") || name.endsIgnoringCase(with: "signature")
        || name.endsIgnoringCase(with: "passphrase")
    case UInt8(ascii: "t"):
      return name.endsIgnoringCase(with: "secret") || name.endsIgnoringCase(with: "jwt")
    case UInt8(ascii: "d"):
      return name.endsIgnoringCase(with: "password") || name.endsIgnoringCase(with: "passwd")
        || name.endsIgnoringCase(with: "pwd") || isKeyID(name)
    case UInt8(ascii: "h"): return name.endsIgnoringCase(with: "auth")
    case UInt8(ascii: "l"): return name.endsIgnoringCase(with: "credential")
    case UInt8(ascii: "g"): return name.endsIgnoringCase(with: "sig")
    case UInt8(ascii: "r"): return name.endsIgnoringCase(with: "bearer")
    case UInt8(ascii: "k"): return endsInWord("sk", name) || endsInWord("ak", name)
    case UInt8(ascii: "s"): return endsInWord("pass", name)
    default: return false
    }
  }

  static func matches(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { matches($0) }
  }

  /// Of a query parameter as it was sent: `api%5Fkey` and `token[]` are names of keys as well.
  static func matchesParameter(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !name.contains(UInt8(ascii: "%")) else {
      var decoded = PercentEncoding.decode(name, plusIsSpace: true)
      return decoded.withUTF8 { matches(withoutIndex($0)) }
    }
    return matches(withoutIndex(name))
  }

  /// Words so short that they end other words too, such as `task`.
  private static func endsInWord(
    _ word: StaticString, _ name: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard name.endsIgnoringCase(with: word) else { return false }
    let start = name.count - word.utf8CodeUnitCount
    return start == 0 || isSeparator(name[start - 1])
  }

  /// `X-Key-Id`, `accessKeyId`
  private static func isKeyID(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard name.endsIgnoringCase(with: "id") else { return false }
    var rest = name.dropLast(2)
    if let last = rest.last, isSeparator(last) { rest = rest.dropLast() }
    return UnsafeBufferPointer(rebasing: rest).endsIgnoringCase(with: "key")
  }

  /// `X-Api-Key-2`
  private static func withoutNumber(
    _ name: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    var rest = name[...]
    while let last = rest.last, isSeparator(last) || (0x30...0x39).contains(last) {
      rest = rest.dropLast()
    }
    return UnsafeBufferPointer(rebasing: rest)
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }

  private static func withoutIndex(
    _ name: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    guard name.last == UInt8(ascii: "]"), let open = name.firstIndex(of: UInt8(ascii: "["))
    else { return name }
    return UnsafeBufferPointer(rebasing: name[..<open])
  }
}
