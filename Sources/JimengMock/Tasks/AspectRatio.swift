/// Width to height, as a request writes it: `16:9`. Small and bounded, since a hundred thousand
/// tasks keep one each.
struct AspectRatio: Hashable, Sendable {
  let width: UInt16
  let height: UInt16

  /// - Parameter text: two whole numbers above 0 with a colon between them; nil for anything else.
  init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, let width = Self.side(parts[0]), let height = Self.side(parts[1])
    else { return nil }
    self.init(width: width, height: height)
  }

  init(width: UInt16, height: UInt16) {
    self.width = width
    self.height = height
  }

  var text: String { "\(width):\(height)" }

  /// By what factor the one is wider than the other: 1 for the same shape, never below it.
  func factor(to other: AspectRatio) -> Double {
    let own = Double(width) * Double(other.height)
    let others = Double(other.width) * Double(height)
    return max(own / others, others / own)
  }

  private static func side(_ digits: Substring.UTF8View) -> UInt16? {
    let isNumber = digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isNumber, let value = UInt16(Substring(digits)), value > 0 else { return nil }
    return value
  }
}
