import HTTPTransport

/// RFC 3339, UTC, in milliseconds: `2025-05-26T01:00:21.143Z`.
enum Timestamp {
  static func text(of time: ServerTime) -> String {
    text(unixNanoseconds: MockInstant(time).unixNanoseconds)
  }

  static func text(unixNanoseconds: Int64) -> String {
    let nanosecondsASecond: Int64 = 1_000_000_000
    var seconds = unixNanoseconds / nanosecondsASecond
    if unixNanoseconds % nanosecondsASecond < 0 { seconds -= 1 }
    // Wraps nothing: the part below a second is at most 999,999,999.
    let part = unixNanoseconds &- seconds &* nanosecondsASecond
    let civil = CivilTime(unixSeconds: seconds)
    var text = ContiguousArray<UInt8>()
    text.append(decimal: civil.year, width: 4)
    for (separator, number) in [
      ("-", civil.month), ("-", civil.day), ("T", civil.hour), (":", civil.minute),
      (":", civil.second),
    ] {
      text.append(text: separator)
      text.append(decimal: number, width: 2)
    }
    text.append(".")
    text.append(decimal: Int(part / 1_000_000), width: 3)
    text.append("Z")
    return String(decoding: text, as: UTF8.self)
  }
}
