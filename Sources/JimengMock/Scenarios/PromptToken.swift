/// `[[mock:<name>]]`, anywhere in a prompt.
enum PromptToken {
  private static let opening = Array("[[mock:".utf8)
  /// What is longer is a text in brackets.
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
      guard bytes[position] == UInt8(ascii: "["), let end = nameEnd(in: bytes, at: position) else {
        position += 1
        continue
      }
      let name = UnsafeBufferPointer(rebasing: bytes[position + opening.count..<end])
      names.append(String(decoding: name, as: UTF8.self))
      position = end + 2
    }
    return names
  }

  /// Where the name of the token that begins at `start` ends, if one does.
  private static func nameEnd(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    guard bytes[start...].starts(with: opening) else { return nil }
    let first = start + opening.count
    let limit = min(bytes.count - 1, first + nameBytesMax + 1)
    guard first < limit else { return nil }
    return (first..<limit).first {
      bytes[$0] == UInt8(ascii: "]") && bytes[$0 + 1] == UInt8(ascii: "]")
    }
  }
}
