import StrictJSON

/// What of a submit request its video depends on. The rest is not kept.
struct TaskRequest: Equatable, Sendable {
  /// Nil where the request has none that can be read.
  let aspectRatio: AspectRatio?
  let seconds: Int32

  /// Where the request says nothing.
  static let secondsDefault: Int32 = 5

  init(aspectRatio: AspectRatio?, seconds: Int32) {
    self.aspectRatio = aspectRatio
    self.seconds = seconds
  }

  /// - Parameter body: one that was accepted; in the `gateway` profile it can hold anything.
  init(body: JSONValue?, profile: MockProfile) {
    aspectRatio = body?["aspect_ratio"]?.string.flatMap { AspectRatio($0) }
    let written = body?["duration"]?.number?.int.map { Int32(clamping: $0) } ?? Self.secondsDefault
    // The gateway makes anything but 10 into 5 (evidence row 11).
    seconds = profile == .gateway && written != 10 ? 5 : written
  }

  /// - Parameter bytes: those in which `plain` found its places.
  init(_ plain: PlainBody, in bytes: UnsafeBufferPointer<UInt8>) {
    aspectRatio = AspectRatio(bytes: UnsafeBufferPointer(rebasing: bytes[plain.aspectRatio]))
    seconds = Self.integer(bytes[plain.duration]) ?? Self.secondsDefault
  }

  /// Of digits and at most a sign, the nearest that fits; nil for a fraction or an exponent.
  private static func integer(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int32? {
    let isNegative = text.first == UInt8(ascii: "-")
    var value = 0
    for byte in isNegative ? text.dropFirst() : text {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = min(10 * value + Int(digit), Int(Int32.max) + 1)
    }
    guard !text.isEmpty else { return nil }
    return Int32(clamping: isNegative ? -value : value)
  }
}
