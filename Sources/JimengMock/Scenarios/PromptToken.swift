/// `[[mock:<name>]]`, anywhere in a prompt.
enum PromptToken {
  private static let opening = Array("[[mock:".utf8)
  /// No name is longer; of what is, so much is shown.
  private static let nameBytesMax = 2 * ScenarioName.bytesMax
  /// A prompt that names more is wrong all the same.
  private static let countMax = 8

  /// The names of all tokens, in order; the first eight of them.
  static func names(in prompt: String) -> [String] {
    let fast = prompt.utf8.withContiguousStorageIfAvailable { find(in: $0) }
    return fast ?? Array(prompt.utf8).withUnsafeBufferPointer { find(in: $0) }
  }

  private static func find(in bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    var names: [String] = []
    var position = 0
    while position + opening.count < bytes.count, names.count < countMax {
      guard bytes[position...].starts(with: opening) else {
        position += 1
        continue
      }
      let start = position + opening.count
      // Where this one has no end, no later one has.
      guard let end = nameEnd(in: bytes, from: start) else { break }
      let name = UnsafeBufferPointer(rebasing: bytes[start..<end].prefix(nameBytesMax))
      names.append(String(decoding: name, as: UTF8.self))
      position = end + 2
    }
    return names
  }

  private static func nameEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    (start..<bytes.count - 1).first {
      bytes[$0] == UInt8(ascii: "]") && bytes[$0 + 1] == UInt8(ascii: "]")
    }
  }
}
