/// Searches for short ASCII words, without a copy and without a table.
extension UnsafeBufferPointer<UInt8> {
  /// The letters of `suffix` are in lower case.
  @inline(__always)
  func endsIgnoringCase(with suffix: StaticString) -> Bool {
    let length = suffix.utf8CodeUnitCount
    guard count >= length else { return false }
    let start = count - length
    for offset in 0..<length where self[start + offset] | 0x20 != suffix.utf8Start[offset] {
      return false
    }
    return true
  }

  /// The letters of `prefix` are in lower case.
  @inline(__always)
  func startsIgnoringCase(with prefix: StaticString) -> Bool {
    let length = prefix.utf8CodeUnitCount
    guard count >= length else { return false }
    for offset in 0..<length where self[offset] | 0x20 != prefix.utf8Start[offset] {
      return false
    }
    return true
  }

  /// Where the word stands first; by comparing at every place, since both are short.
  func firstOffset(of word: StaticString) -> Int? {
    let length = word.utf8CodeUnitCount
    guard length > 0, count >= length else { return nil }
    let first = word.utf8Start[0]
    for start in 0...(count - length) where self[start] == first {
      var offset = 1
      while offset < length, self[start + offset] == word.utf8Start[offset] { offset += 1 }
      if offset == length { return start }
    }
    return nil
  }
}
