import OpenAPIContract

/// Tells which header fields and query parameters hold a key, by how their names end: without a
/// list there is none to forget, and a name masked needlessly costs nothing.
enum SensitiveName {
  static func matches(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let last = name.last else { return false }
    // The last letter turns away nearly every name at once.
    switch last | 0x20 {
    case UInt8(ascii: "y"): return name.endsIgnoringCase(with: "key")
    case UInt8(ascii: "n"):
      return name.endsIgnoringCase(with: "token") || name.endsIgnoringCase(with: "authorization")
    case UInt8(ascii: "e"):
      return name.endsIgnoringCase(with: "cookie") || name.endsIgnoringCase(with: "signature")
    case UInt8(ascii: "t"): return name.endsIgnoringCase(with: "secret")
    case UInt8(ascii: "d"):
      return name.endsIgnoringCase(with: "password") || name.endsIgnoringCase(with: "passwd")
    case UInt8(ascii: "h"): return name.endsIgnoringCase(with: "auth")
    case UInt8(ascii: "l"): return name.endsIgnoringCase(with: "credential")
    case UInt8(ascii: "s"): return name.endsIgnoringCase(with: "credentials")
    case UInt8(ascii: "g"): return name.endsIgnoringCase(with: "sig")
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

  private static func withoutIndex(
    _ name: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    guard name.last == UInt8(ascii: "]"), let open = name.firstIndex(of: UInt8(ascii: "["))
    else { return name }
    return UnsafeBufferPointer(rebasing: name[..<open])
  }
}
