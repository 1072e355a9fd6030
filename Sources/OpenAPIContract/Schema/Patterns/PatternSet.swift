/// A set of scalars: a single one, a class in brackets, `\d`, `.`.
struct PatternSet: Sendable {
  /// Of ranges and properties, or of everything but those.
  var isNegated = false
  var ranges: [ClosedRange<UInt32>] = []
  var properties: [PatternProperty] = []

  init(ranges: [ClosedRange<UInt32>] = [], isNegated: Bool = false) {
    self.ranges = ranges
    self.isNegated = isNegated
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

  mutating func insert(_ other: PatternSet) {
    if other.isNegated {
      ranges += Self.complement(of: other.ranges)
      properties += other.properties.map(\.negated)
    } else {
      ranges += other.ranges
      properties += other.properties
    }
  }

  /// Only sets that ECMA-262 names are ever complemented inside a class: plain ranges in order, or
  /// a single property.
  private static func complement(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    return ranges.isEmpty ? [] : gaps + [next...0x10FFFF]
  }

  @inline(__always)
  func contains(_ scalar: UInt32) -> Bool {
    for range in ranges where range.contains(scalar) { return !isNegated }
    for property in properties where property.contains(scalar) { return !isNegated }
    return isNegated
  }
}
