/// An API key that stands for a scenario: `mock-<name>`. `Bearer ` and `sk-` before it are
/// optional, as at the gateway (evidence section 2, details).
enum ScenarioKey {
  /// Nil when the key is an ordinary one.
  static func name(inAuthorization value: String) -> String? {
    var rest = Substring(value).utf8
    if let scheme = dropping("bearer", from: rest), scheme.first == blank { rest = scheme }
    rest = rest.drop { $0 == blank }
    rest = droppingExactly("sk-", from: rest) ?? rest
    guard let name = droppingExactly("mock-", from: rest) else { return nil }
    return String(Substring(name))
  }

  private static let blank = UInt8(ascii: " ")

  /// The scheme's case does not matter (RFC 9110 §11.1).
  private static func dropping(
    _ prefix: StaticString, from text: Substring.UTF8View
  ) -> Substring.UTF8View? {
    prefix.withUTF8Buffer { prefix in
      text.prefix(prefix.count).elementsEqual(prefix) { $0 | 0x20 == $1 }
        ? text.dropFirst(prefix.count) : nil
    }
  }

  private static func droppingExactly(
    _ prefix: StaticString, from text: Substring.UTF8View
  ) -> Substring.UTF8View? {
    prefix.withUTF8Buffer { text.starts(with: $0) ? text.dropFirst($0.count) : nil }
  }
}
