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

  /// - Parameter plainBody: a flat object in which no string has an escape and no name comes twice:
  ///   there, a name in quotes with a colon behind it can be nothing else.
  init(plainBody: UnsafeBufferPointer<UInt8>) {
    let ratio = Self.value(of: "\"aspect_ratio\"", in: plainBody)
    aspectRatio = ratio.flatMap {
      AspectRatio(String(decoding: $0.dropFirst().prefix { $0 != .quote }, as: UTF8.self))
    }
    let written = Self.value(of: "\"duration\"", in: plainBody).flatMap(Self.integer)
    seconds = Int32(clamping: written ?? Int(Self.secondsDefault))
  }

  private static func value(
    of name: StaticString, in body: UnsafeBufferPointer<UInt8>
  ) -> Slice<UnsafeBufferPointer<UInt8>>? {
    var rest = body[...]
    while let offset = UnsafeBufferPointer(rebasing: rest).firstOffset(of: name) {
      rest = rest.dropFirst(offset + name.utf8CodeUnitCount)
      let behind = rest.drop(while: isBlank)
      if behind.first == UInt8(ascii: ":") { return behind.dropFirst().drop(while: isBlank) }
    }
    return nil
  }

  private static func integer(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    let digits = text.prefix { ($0 &- UInt8(ascii: "0")) < 10 }
    guard !digits.isEmpty, digits.count < 10 else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

extension UInt8 {
  fileprivate static let quote = UInt8(ascii: "\"")
}
