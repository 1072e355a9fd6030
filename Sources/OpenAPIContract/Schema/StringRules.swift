/// What a string must satisfy; other values pass. Lengths are in code points (RFC 8259 §8.3).
package struct StringRules: Sendable {
  package var lengthMin: Int?
  package var lengthMax: Int?
  package var pattern: Pattern?
  package var format: Format?

  var isEmpty: Bool { lengthMin == nil && lengthMax == nil && pattern == nil && format == nil }

  func fitsLength(_ text: String) -> Bool {
    guard lengthMin != nil || lengthMax != nil else { return true }
    let byteCount = text.utf8.count
    // A code point has one to four bytes: most texts need no counting.
    if byteCount <= lengthMax ?? .max, (byteCount + 3) / 4 >= lengthMin ?? 0 { return true }
    let count = text.unicodeScalars.count
    return count >= lengthMin ?? 0 && count <= lengthMax ?? .max
  }

  func fitsFormat(_ text: String) -> Bool {
    guard let format else { return true }
    return format.admits(text)
  }
}
