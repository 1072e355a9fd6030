/// Width to height, as a request writes it: `16:9`. Small and bounded, since a hundred thousand
/// tasks keep one each.
struct AspectRatio: Hashable, Sendable {
  let width: UInt16
  let height: UInt16

  /// - Parameter text: two whole numbers above 0 with a colon between them; nil for anything else.
  init?(_ text: String) {
    var text = text
    guard let ratio = text.withUTF8({ AspectRatio(bytes: $0) }) else { return nil }
    self = ratio
  }

  /// - Parameter bytes: the same as ASCII.
  init?(bytes: UnsafeBufferPointer<UInt8>) {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      let width = Self.side(bytes[..<colon]), let height = Self.side(bytes[(colon + 1)...])
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

  private static func side(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> UInt16? {
    var side: UInt32 = 0
    for byte in digits {
      let digit = byte &- UInt8(ascii: "0")
      side = 10 * side + UInt32(digit)
      guard digit < 10, side <= UInt16.max else { return nil }
    }
    return side > 0 ? UInt16(side) : nil
  }
}
