/// Text as XML 1.0 can hold it.
enum XMLText {
  /// Between tags (XML 1.0 §2.4).
  static func content(_ text: String) -> String { escaped(text, isAttribute: false) }

  /// Between double quotes; line breaks and tabs would become blanks, so they are references
  /// (§3.3.3).
  static func attribute(_ text: String) -> String { escaped(text, isAttribute: true) }

  private static func escaped(_ text: String, isAttribute: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"" where isAttribute: result += "&quot;"
      case "\t", "\n", "\r":
        if isAttribute || scalar == "\r" {
          result += "&#\(scalar.value);"
        } else {
          result.unicodeScalars.append(scalar)
        }
      case _ where !isCharacter(scalar):
        // No XML 1.0 document can hold it, not even as a reference (§2.2, §4.1).
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// XML 1.0 §2.2, without the C1 controls that it discourages.
  private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
