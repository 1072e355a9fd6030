/// What a Range field asks for (RFC 9110 §14.2), of content whose length is known.
enum RangeRequest: Equatable {
  /// No range, one that is not understood, or several: a server may ignore the field.
  case whole
  case part(Range<Int>)
  /// Well formed, but beyond the content: 416.
  case unsatisfiable

  /// - Parameters:
  ///   - field: nil without one.
  ///   - count: of the content's bytes.
  init(field: String?, of count: Int) {
    self = field.map { Self.read(Array($0.utf8)[...], count) } ?? .whole
  }

  private static func read(_ field: ArraySlice<UInt8>, _ count: Int) -> RangeRequest {
    let unit = Array("bytes=".utf8)
    // Range units are case-insensitive (§14.1).
    guard field.count > unit.count, zip(field, unit).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) else {
      return .whole
    }
    // A list may have empty elements (§5.6.1.2).
    let specs = field.dropFirst(unit.count).split(separator: UInt8(ascii: ","))
      .map(trimmed).filter { !$0.isEmpty }
    guard specs.count == 1 else { return .whole }
    return readSpec(specs[0], count)
  }

  private static func readSpec(_ spec: ArraySlice<UInt8>, _ count: Int) -> RangeRequest {
    let parts = spec.split(
      separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 2 else { return .whole }
    switch (number(parts[0]), number(parts[1])) {
    case (nil, let length?) where parts[0].isEmpty:
      // A suffix: the last so many bytes, or all that there are (§14.1.2).
      return length == 0 || count == 0 ? .unsatisfiable : .part(max(0, count - length)..<count)
    case (let first?, nil) where parts[1].isEmpty:
      return first < count ? .part(first..<count) : .unsatisfiable
    case (let first?, let last?) where first <= last:
      return first < count ? .part(first..<min(last, count - 1) + 1) : .unsatisfiable
    default:
      return .whole
    }
  }

  /// Digits alone; what no Int holds is beyond any content.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    var value = 0
    for digit in digits {
      let (product, isTooLong) = value.multipliedReportingOverflow(by: 10)
      let (sum, isTooLarge) = product.addingReportingOverflow(Int(digit - 0x30))
      if isTooLong || isTooLarge { return .max }
      value = sum
    }
    return value
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    let end = start.lastIndex { $0 != 0x20 && $0 != 0x09 }
    return end.map { start[...$0] } ?? []
  }
}
