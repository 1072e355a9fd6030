/// The bytes of a file that is served whole or in part, and the tag that names just these bytes.
struct MediaFile: Sendable {
  let bytes: [UInt8]
  /// A strong entity tag with its quotes (RFC 9110 §8.8.3): the same bytes, the same tag.
  let entityTag: String

  init(bytes: [UInt8]) {
    self.bytes = bytes
    let digits = String(Self.hash(bytes), radix: 16)
    entityTag = "\"" + String(repeating: "0", count: 16 - digits.count) + digits + "\""
  }

  /// FNV-1a, 64 bits: enough to tell a dozen files of our own apart.
  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
