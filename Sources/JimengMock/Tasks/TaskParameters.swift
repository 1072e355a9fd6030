import StrictJSON

/// What of a submit its video depends on. The rest is not kept.
struct TaskParameters: Equatable, Sendable {
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
  init(body: JSONValue?, _ fields: Job.RequestFields, profile: MockProfile) {
    func value(_ pointer: JSONPointer?) -> JSONValue? {
      body.flatMap { pointer?.resolve(in: $0) }
    }
    aspectRatio = value(fields.aspectRatio)?.string.flatMap { AspectRatio($0) }
    let written: Int32 =
      switch value(fields.seconds) {
      case .number(let number)?: number.int.map { Int32(clamping: $0) } ?? Self.secondsDefault
      // Where the page has it as text: whoever sends text for a number is refused before this.
      case .string(let text)? where profile == .contract: Int32(text) ?? Self.secondsDefault
      case nil, .null?, .bool?, .string?, .array?, .object?: Self.secondsDefault
      }
    if profile == .gateway, let known = fields.gatewaySeconds, !known.kept.contains(written) {
      seconds = known.otherwise
    } else {
      seconds = written
    }
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
