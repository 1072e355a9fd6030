/// Finds the known name that a misspelt one may stand for: `aspectRatio` → `aspect_ratio`,
/// `image` → `image_url`. It only suggests: no value is accepted or refused because of it.
package enum NearestName {
  /// A longer name is no spelling mistake.
  private static let bytesMax = 64

  /// The end of a message about an unknown name: `; did you mean status?`, or nothing when no known
  /// name is near.
  package static func suggestion(for name: String, among known: [String]) -> String {
    suggestion(find(name, among: known).map { [$0] } ?? [])
  }

  /// The same for names that were found before: `; did you mean slow or stall?`
  package static func suggestion(_ names: [String]) -> String {
    names.isEmpty ? "" : "; did you mean \(names.joined(separator: " or "))?"
  }

  package static func find(_ name: String, among known: [String]) -> String? {
    guard name.utf8.count <= bytesMax else { return nil }
    let plain = normalized(name)
    guard !plain.isEmpty else { return nil }
    let candidates = known.filter { $0.utf8.count <= bytesMax }.map { ($0, normalized($0)) }
    if let same = candidates.first(where: { $0.1 == plain }) { return same.0 }
    if let near = nearestByEdits(plain, candidates) { return near }
    return candidates.first {
      isPart(plain, of: $0.1, name: $0.0) || isPart($0.1, of: plain, name: name)
    }?.0
  }

  /// Without case and separators: `aspectRatio`, `aspect-ratio` and `aspect_ratio` are one.
  private static func normalized(_ name: String) -> [UInt8] {
    name.utf8.compactMap { byte in
      if byte == 0x5F || byte == 0x2D || byte == 0x20 || byte == 0x2E { return nil }
      return (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
  }

  private static func nearestByEdits(_ plain: [UInt8], _ known: [(String, [UInt8])]) -> String? {
    let allowed = plain.count <= 3 ? 0 : plain.count <= 6 ? 1 : 2
    let near = known.map { ($0.0, editCount(plain, $0.1)) }.filter { $0.1 <= allowed }
    return near.min { $0.1 < $1.1 }?.0
  }

  /// `image` is the beginning of `image_url`; three letters at least, so that `n` is not `name`.
  private static func isPart(_ short: [UInt8], of long: [UInt8], name: String) -> Bool {
    guard short.count >= 3, long.count > short.count, long.starts(with: short) else { return false }
    return wordEnds(name).contains(short.count)
  }

  /// Where a word of the name ends, counted without separators.
  private static func wordEnds(_ name: String) -> Set<Int> {
    var ends: Set<Int> = []
    var count = 0
    for byte in name.utf8 {
      let isSeparator = byte == 0x5F || byte == 0x2D || byte == 0x20 || byte == 0x2E
      if isSeparator || (0x41...0x5A).contains(byte) { ends.insert(count) }
      if !isSeparator { count += 1 }
    }
    return ends
  }

  /// Insertions, deletions, replacements, and swaps of neighbours (optimal string alignment).
  private static func editCount(_ left: [UInt8], _ right: [UInt8]) -> Int {
    if abs(left.count - right.count) > 2 { return .max }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let isSame = left[row] == right[column]
        var best = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
        let isSwap =
          row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
        if isSwap { best = min(best, beforeLast[column - 1] + 1) }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
