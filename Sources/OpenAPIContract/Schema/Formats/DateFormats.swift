import StrictJSON

/// RFC 3339 §5.6: date-time, full-date and full-time.
enum DateFormats {
  static func isDateTime(_ bytes: FormatBytes) -> Bool {
    guard bytes.count > 11 else { return false }
    let separator = bytes[bytes.startIndex + 10]
    guard separator | 0x20 == UInt8(ascii: "t") else { return false }
    return isDate(bytes.prefix(10)) && isTime(bytes.dropFirst(11))
  }

  static func isDate(_ bytes: FormatBytes) -> Bool {
    let parts = bytes.parts(separator: "-")
    guard parts.count == 3, let year = parts[0].decimal(digits: 4...4),
      let month = parts[1].decimal(digits: 2...2), let day = parts[2].decimal(digits: 2...2)
    else { return false }
    return (1...12).contains(month) && (1...dayCount(month: month, year: year)).contains(day)
  }

  private static func dayCount(month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func isTime(_ bytes: FormatBytes) -> Bool {
    guard bytes.count >= 9 else { return false }
    let clock = bytes.prefix(8).parts(separator: ":")
    guard clock.count == 3, let hour = clock[0].decimal(digits: 2...2), hour < 24,
      let minute = clock[1].decimal(digits: 2...2), minute < 60,
      let second = clock[2].decimal(digits: 2...2), second <= 60
    else { return false }
    guard let offset = offsetMinutes(skipFraction(bytes.dropFirst(8))) else { return false }
    guard second == 60 else { return true }
    // A leap second is the last of a day in UTC.
    let minuteUTC = (hour * 60 + minute - offset) % 1440
    return (minuteUTC + 1440) % 1440 == 1439
  }

  private static func skipFraction(_ bytes: FormatBytes) -> FormatBytes {
    guard bytes.first == UInt8(ascii: ".") else { return bytes }
    let rest = bytes.dropFirst().drop(while: \.isDigit)
    // A point without digits is left standing, where no offset is read.
    return rest.startIndex > bytes.startIndex + 1 ? rest : bytes
  }

  private static func offsetMinutes(_ bytes: FormatBytes) -> Int? {
    guard let sign = bytes.first else { return nil }
    if sign | 0x20 == UInt8(ascii: "z") { return bytes.count == 1 ? 0 : nil }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    let parts = bytes.dropFirst().parts(separator: ":")
    guard parts.count == 2, let hours = parts[0].decimal(digits: 2...2), hours < 24,
      let minutes = parts[1].decimal(digits: 2...2), minutes < 60
    else { return nil }
    return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
  }
}
