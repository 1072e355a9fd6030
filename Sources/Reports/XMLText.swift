/// Text as XML 1.0 can hold it, and as a terminal may show it.
enum XMLText {
  /// Between tags (XML 1.0 §2.4).
  static func content(_ text: String) -> String { escaped(text, isAttribute: false) }

  /// Between double quotes. Line breaks and tabs would become blanks (§3.3.3), so they are written
  /// as references.
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
      case _ where !isPlain(scalar):
        // Not even a reference could stand for a control character (§2.2, §4.1).
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether XML 1.0 §2.2 allows it and does not advise against it, and it neither ends a line nor
  /// turns the direction of reading.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: false
    case 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
