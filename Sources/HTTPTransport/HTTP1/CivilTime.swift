/// A UTC calendar date and time, computed from Unix seconds without Foundation, and its written
/// forms. Every date that the house writes is formatted here.
package struct CivilTime: Equatable, Sendable {
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to 31.
  package let day: Int
  package let hour: Int
  package let minute: Int
  package let second: Int
  /// 0 is Sunday.
  package let weekday: Int

  /// Days are counted in eras of 400 years that start on 1 March, so that the leap day comes last
  /// in a year and months follow from one linear formula.
  package init(unixSeconds: Int64) {
    let days = unixSeconds.flooredDivision(by: 86_400)
    let secondOfDay = Int(unixSeconds - days * 86_400)
    let shifted = days + 719_468
    let era = shifted.flooredDivision(by: 146_097)
    let dayOfEra = Int(shifted - era * 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + Int(era) * 400 + (month <= 2 ? 1 : 0)
    hour = secondOfDay / 3600
    minute = secondOfDay / 60 % 60
    second = secondOfDay % 60
    weekday = Int((days + 4) - (days + 4).flooredDivision(by: 7) * 7)
  }

  /// `2025-05-26T01:00:21`, the RFC 3339 form without a zone.
  package func appendDateTime(to text: inout ContiguousArray<UInt8>) {
    text.append(decimal: year, width: 4)
    text.append("-")
    text.append(decimal: month, width: 2)
    text.append("-")
    text.append(decimal: day, width: 2)
    text.append("T")
    appendClock(to: &text)
  }

  /// `01:00:21`
  package func appendClock(to text: inout ContiguousArray<UInt8>) {
    text.append(decimal: hour, width: 2)
    text.append(":")
    text.append(decimal: minute, width: 2)
    text.append(":")
    text.append(decimal: second, width: 2)
  }

  /// `20250526010021`
  package func appendDigits(to text: inout ContiguousArray<UInt8>) {
    text.append(decimal: year, width: 4)
    for part in [month, day, hour, minute, second] { text.append(decimal: part, width: 2) }
  }

  /// `Sun, 06 Nov 1994 08:49:37 GMT`, an IMF-fixdate (RFC 9110 §5.6.7).
  package func appendHTTPDate(to text: inout ContiguousArray<UInt8>) {
    let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    text.append(text: "\(weekdays[weekday]), ")
    text.append(decimal: day, width: 2)
    text.append(text: " \(months[month - 1]) ")
    text.append(decimal: year, width: 4)
    text.append(" ")
    appendClock(to: &text)
    text.append(" GMT")
  }

  /// `2025-05-26T01:00:21.143Z`: RFC 3339, UTC, with three digits below the second.
  package static func timestamp(unixNanoseconds: Int64) -> String {
    let seconds = unixNanoseconds.flooredDivision(by: 1_000_000_000)
    // Cannot wrap: the part below a second is at most 999,999,999.
    let part = unixNanoseconds &- seconds &* 1_000_000_000
    var text = ContiguousArray<UInt8>()
    CivilTime(unixSeconds: seconds).appendDateTime(to: &text)
    text.append(".")
    text.append(decimal: Int(part / 1_000_000), width: 3)
    text.append("Z")
    return String(decoding: text, as: UTF8.self)
  }
}

extension Int64 {
  fileprivate func flooredDivision(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
