/// A set of scalars: a single one, a class in brackets, `\d`, `.`.
struct PatternSet: Sendable {
  /// Everything but the ranges.
  var isNegated = false
  var ranges: [ClosedRange<UInt32>] = []

  init(ranges: [ClosedRange<UInt32>] = []) {
    self.ranges = ranges
  }

  init(scalar: UInt32) {
    ranges = [scalar...scalar]
  }

  static let digits = PatternSet(ranges: [0x30...0x39])
  static let wordScalars = PatternSet(
    ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  /// WhiteSpace and LineTerminator of ECMA-262 §12.2 and §12.3.
  static let spaces = PatternSet(ranges: [
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
  static let lineTerminators = PatternSet(ranges: [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])

  var negated: PatternSet {
    var copy = self
    copy.isNegated.toggle()
    return copy
  }

  /// The scalar that the set is, when it is one.
  var soleScalar: UInt32? {
    guard !isNegated, ranges.count == 1, ranges[0].count == 1 else { return nil }
    return ranges[0].lowerBound
  }

  mutating func insert(_ other: PatternSet) {
    ranges += other.isNegated ? Self.gaps(between: other.ranges) : other.ranges
  }

  /// - Parameter ranges: in order, as those of the sets that ECMA-262 names are; only these are
  ///   ever negated inside a class.
  private static func gaps(between ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    return gaps + [next...0x10FFFF]
  }

  func contains(_ scalar: UInt32) -> Bool {
    for range in ranges where range.contains(scalar) { return !isNegated }
    return isNegated
  }
}
