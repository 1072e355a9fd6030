import StrictJSON

/// The formats that are checked (JSON Schema draft 4 validation §7, OpenAPI 3.0.3 §4.4). Values of
/// another kind pass, as with every keyword for strings.
package enum Format: String, Sendable, CaseIterable {
  case dateTime = "date-time"
  case date
  case time
  case email
  case hostname
  case ipv4
  case ipv6
  case uri
  case uriReference = "uri-reference"
  case uuid
  case byte
  case int32
  case int64

  /// Formats that ask for nothing: every number is a float, and a password is shown hidden.
  static func isIdle(_ name: String) -> Bool {
    ["float", "double", "password"].contains(name)
  }

  var isNumeric: Bool { self == .int32 || self == .int64 }

  func admits(_ number: JSONNumber) -> Bool {
    switch self {
    case .int32: number.int.map { Int32(exactly: $0) != nil } ?? false
    case .int64: number.int != nil
    case .dateTime, .date, .time, .email, .hostname, .ipv4, .ipv6, .uri, .uriReference, .uuid,
      .byte:
      true
    }
  }

  /// A text has the form of its RFC, and keeps what a form can't say: lengths and the calendar.
  func admits(_ text: String) -> Bool {
    guard let form = Self.forms[self] else { return true }
    guard form.matches(text) else { return false }
    return switch self {
    case .dateTime: Calendar.isDate(text.prefix(10)) && Calendar.isTime(text.dropFirst(11))
    case .date: Calendar.isDate(text[...])
    case .time: Calendar.isTime(text[...])
    case .email:
      text.utf8.lastIndex(of: UInt8(ascii: "@")).map { at in
        text.utf8[..<at].count <= 64 && text.utf8[at...].count <= 254
      } ?? false
    case .hostname: text.utf8.count <= 253
    case .ipv4, .ipv6, .uri, .uriReference, .uuid, .byte, .int32, .int64: true
    }
  }

  /// As the end of "is not …".
  var words: String {
    switch self {
    case .dateTime: "a date-time (RFC 3339, such as 2025-05-26T01:00:21Z)"
    case .date: "a date (RFC 3339, such as 2025-05-26)"
    case .time: "a time (RFC 3339, such as 01:00:21Z)"
    case .email: "an email address (RFC 5322)"
    case .hostname: "a hostname (RFC 1034)"
    case .ipv4: "an IPv4 address"
    case .ipv6: "an IPv6 address (RFC 4291)"
    case .uri: "a URI (RFC 3986, such as https://example.com/a.png)"
    case .uriReference: "a URI reference (RFC 3986)"
    case .uuid: "a UUID (RFC 4122)"
    case .byte: "base64 (RFC 4648)"
    case .int32: "an integer of 32 bits"
    case .int64: "an integer of 64 bits"
    }
  }
}

// MARK: Forms

extension Format {
  private static let forms: [Format: Pattern] = [
    dateTime: "\(fullDate)[tT]\(fullTime)", date: fullDate, time: fullTime,
    email: "\(localPart)@(?:\(host)|\\[(?:\(address4)|[iI][pP][vV]6:\(address6))\\])",
    hostname: host, ipv4: address4, ipv6: address6,
    uri: "\(scheme)(?:\(netPath)|\(path))\(queryAndFragment)",
    uriReference:
      "(?:(?:\(scheme))?\(netPath)|\(scheme)\(path)|\(relativePath))\(queryAndFragment)",
    // RFC 4122 §3.
    uuid: "\(hex){8}-(?:\(hex){4}-){3}\(hex){12}",
    // RFC 4648 §4, with its padding.
    byte: "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:[A-Za-z0-9+/]|=)=)?",
  ].compactMapValues { try? Pattern("^(?:\($0))$") }

  // RFC 3339 §5.6.
  private static let fullDate = "\\d{4}-\\d{2}-\\d{2}"
  private static let hourAndMinute = "(?:[01]\\d|2[0-3]):[0-5]\\d"
  private static let fullTime =
    "\(hourAndMinute):(?:[0-5]\\d|60)(?:\\.\\d+)?(?:[zZ]|[+\\-]\(hourAndMinute))"

  /// RFC 1123 §2.1: labels of letters, digits and hyphens.
  private static let label = "[A-Za-z0-9](?:[A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?"
  private static let host = "\(label)(?:\\.\(label))*"

  // RFC 5321 §4.1.2: a dot-string or a quoted string; beyond ASCII as RFC 6531 allows.
  private static let atom = "[A-Za-z0-9!#$%&'*+\\-/=?^_`{|}~\\u0080-\\u{10FFFF}]+"
  private static let localPart =
    "(?:\(atom)(?:\\.\(atom))*|\"(?:[^\\x00-\\x1F\"\\\\\\x7F]|\\\\[^\\x00-\\x1F\\x7F])*\")"

  // RFC 3986 §3.2.2.
  private static let hex = "[0-9A-Fa-f]"
  private static let octet = "(?:25[0-5]|2[0-4]\\d|1\\d{2}|[1-9]?\\d)"
  private static let address4 = "(?:\(octet)\\.){3}\(octet)"
  private static let group = "\(hex){1,4}"
  private static let lastGroups = "(?:\(group):\(group)|\(address4))"
  private static let address6: String = {
    let forms = (0...4).map { count in
      "(?:\(group)(?::\(group)){0,\(4 - count)})?::(?:\(group):){\(count)}\(lastGroups)"
    }
    let long = ["(?:\(group):){6}\(lastGroups)", "::(?:\(group):){5}\(lastGroups)"]
    let short = ["(?:\(group)(?::\(group)){0,5})?::\(group)", "(?:\(group)(?::\(group)){0,6})?::"]
    return "(?:\((long + forms + short).joined(separator: "|")))"
  }()

  // RFC 3986 §3 and §4.1.
  private static let scheme = "[A-Za-z][A-Za-z0-9+.\\-]*:"
  private static let netPath = "//\(authority)(?:/\(text("/:@"))*)?"
  private static let addressLiteral = "\\[(?:\(address6)|[vV]\(hex)+\\.\(text(":"))+)\\]"
  private static let authority =
    "(?:\(text(":"))*@)?(?:\(addressLiteral)|\(text(""))*)(?::\\d*)?"
  private static let path = "/?(?:\(text(":@"))\(text("/:@"))*)?"
  /// §4.2: a colon in the first segment would make it a scheme.
  private static let relativePath =
    "(?:/(?:\(text(":@"))\(text("/:@"))*)?|\(text("@"))+(?:/\(text("/:@"))*)?)?"
  private static let queryAndFragment = "(?:\\?\(text("/?:@"))*)?(?:#\(text("/?:@"))*)?"

  /// An unreserved character, a sub-delimiter, one of `extra`, or a percent-encoding (§2).
  private static func text(_ extra: String) -> String {
    "(?:[A-Za-z0-9\\-._~!$&'()*+,;=\(extra)]|%\(hex){2})"
  }
}

/// What RFC 3339 §5.6 and §5.7 ask of the numbers in a date or time that has the right form.
private enum Calendar {
  static func isDate(_ text: Substring) -> Bool {
    let parts = numbers(text)
    let (year, month, day) = (parts[0], parts[1], parts[2])
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let dayCounts = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && (1...dayCounts[month - 1]).contains(day)
  }

  /// A leap second is the last of a day in UTC.
  static func isTime(_ text: Substring) -> Bool {
    let parts = numbers(text.prefix(8))
    guard parts[2] == 60 else { return true }
    var minute = parts[0] * 60 + parts[1]
    if let sign = text.last(where: { $0 == "+" || $0 == "-" }) {
      let offset = numbers(text.suffix(5))
      minute += (sign == "-" ? 1 : -1) * (offset[0] * 60 + offset[1])
    }
    return (minute + 1440) % 1440 == 1439
  }

  private static func numbers(_ text: Substring) -> [Int] {
    text.split { $0 == "-" || $0 == ":" }.compactMap { Int($0) }
  }
}
