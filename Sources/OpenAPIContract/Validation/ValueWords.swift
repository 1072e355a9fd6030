import StrictJSON

/// Values as they stand in messages: JSON, cut to a bounded length, so that a hostile value of
/// eight megabytes is named and not repeated.
enum ValueWords {
  /// In scalars, the dots included.
  static let scalarsMax = 80
  /// Values of an enum that a message lists.
  static let listedMax = 30

  /// The value as JSON, at most `scalarsMax` scalars of it.
  static func short(_ value: JSONValue) -> String {
    var room = scalarsMax * 4
    let trimmed = cut(value, room: &room)
    return elide(escapeInvisible(JSONWriter.string(trimmed)))
  }

  /// Scalars that move a terminal's cursor or turn the text around are shown, not obeyed.
  private static func escapeInvisible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isInvisible) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if isInvisible(scalar) {
        let hex = String(scalar.value, radix: 16)
        shown += "\\u" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }

  static func elide(_ text: String, scalarsMax: Int = scalarsMax) -> String {
    let scalars = text.unicodeScalars
    guard
      let end = scalars.index(
        scalars.startIndex, offsetBy: scalarsMax, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    return String(scalars[..<scalars.index(scalars.startIndex, offsetBy: scalarsMax - 1)]) + "…"
  }

  /// `5, 10`, `"1:1", "21:9"`.
  static func list(_ values: [JSONValue]) -> String {
    let shown = values.prefix(listedMax).map(short).joined(separator: ", ")
    return values.count > listedMax ? "\(shown), … (\(values.count) in all)" : shown
  }

  /// A string as it is, everything else as JSON: how a page's author wrote it.
  static func yaml(_ value: JSONValue) -> String {
    guard case .string(let text) = value else { return short(value) }
    return elide(text)
  }

  /// "a string", "an integer": what was written.
  static func kind(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "a boolean"
    case .number(let number): number.isInteger ? "an integer" : "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// A part of the value that is no longer than what will be shown of it.
  private static func cut(_ value: JSONValue, room: inout Int) -> JSONValue {
    switch value {
    case .null, .bool:
      room -= 4
      return value
    case .number(let number):
      room -= number.text.utf8.count
      guard number.text.utf8.count > scalarsMax else { return value }
      return .number(JSONNumber(checkedText: String(number.text.prefix(scalarsMax + 1))))
    case .string(let text):
      let shown = elide(text, scalarsMax: scalarsMax + 1)
      room -= shown.utf8.count
      return .string(shown)
    case .array(let items):
      var shown: [JSONValue] = []
      for item in items where room > 0 {
        room -= 1
        shown.append(cut(item, room: &room))
        if room <= 0 { break }
      }
      return .array(shown)
    case .object(let object):
      var shown = JSONObject()
      for member in object.members {
        room -= 4 + min(member.name.utf8.count, scalarsMax)
        let name = elide(member.name, scalarsMax: scalarsMax + 1)
        shown.members.append(.init(name: name, value: cut(member.value, room: &room)))
        if room <= 0 { break }
      }
      return .object(shown)
    }
  }
}
