/// The Date field in IMF-fixdate (RFC 9110 §5.6.7), formatted once a second.
struct HTTPDate: Sendable {
  private var formattedSecond = Int64.min
  private var text = ContiguousArray<UInt8>()

  /// 37 bytes, e.g. `Date: Sun, 06 Nov 1994 08:49:37 GMT` and the line's end.
  mutating func line(unixSeconds: Int64) -> ContiguousArray<UInt8> {
    if unixSeconds != formattedSecond {
      text = Self.format(CivilTime(unixSeconds: unixSeconds))
      formattedSecond = unixSeconds
    }
    return text
  }

  private static func format(_ time: CivilTime) -> ContiguousArray<UInt8> {
    let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    var text = ContiguousArray("Date: \(weekdays[time.weekday]), ".utf8)
    text.append(decimal: time.day, width: 2)
    text.append(contentsOf: " \(months[time.month - 1]) ".utf8)
    text.append(decimal: time.year, width: 4)
    text.append(.space)
    text.append(decimal: time.hour, width: 2)
    text.append(UInt8(ascii: ":"))
    text.append(decimal: time.minute, width: 2)
    text.append(UInt8(ascii: ":"))
    text.append(decimal: time.second, width: 2)
    text.append(contentsOf: " GMT\r\n".utf8)
    return text
  }
}

extension ContiguousArray<UInt8> {
  /// Appends a number that is not negative, padded with zeros to `width` digits.
  package mutating func append(decimal number: Int, width: Int = 1) {
    // The most that a number has is 20 digits.
    withUnsafeTemporaryAllocation(byteCount: 24, alignment: 1) { digits in
      var rest = number.magnitude
      var start = digits.count
      repeat {
        start -= 1
        digits[start] = .digitZero + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while start > 0 && (rest > 0 || digits.count - start < width)
      append(contentsOf: UnsafeRawBufferPointer(rebasing: digits[start...]))
    }
  }

  /// Appends the bytes of a literal.
  @inline(__always)
  package mutating func append(_ literal: StaticString) {
    append(
      contentsOf: UnsafeBufferPointer(
        start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Appends the UTF-8 of a text without an intermediate array.
  package mutating func append(text: String) {
    var text = text
    text.withUTF8 { append(contentsOf: $0) }
  }
}
