/// What a scenario may be called: lower-case words and digits joined by single dashes, so that the
/// name can stand in a header, a path, a key and a prompt as it is.
enum ScenarioName {
  static let bytesMax = 64

  static func isLegal(_ name: String) -> Bool {
    guard (1...bytesMax).contains(name.utf8.count) else { return false }
    var last = UInt8(ascii: "-")
    for byte in name.utf8 {
      switch byte {
      case 0x30...0x39, 0x61...0x7A: break
      case UInt8(ascii: "-"): if last == byte { return false }
      default: return false
      }
      last = byte
    }
    return last != UInt8(ascii: "-")
  }
}
