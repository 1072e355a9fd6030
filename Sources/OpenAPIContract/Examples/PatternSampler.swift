/// Writes a text that a pattern is likely to match: the shortest way through it. It passes over
/// `^`, `$` and `\\b`, so the text must still be checked.
enum PatternSampler {
  /// Longer texts are no help to anybody.
  private static let repetitionsMax = 4096

  static func sample(_ pattern: Pattern) -> String? {
    var parser = PatternParser(pattern.text)
    return (try? parser.parse()).flatMap(sample)
  }

  private static func sample(_ node: PatternNode) -> String? {
    switch node {
    case .assertion: return ""
    case .scalars(let set): return scalar(of: set).map { String(Character($0)) }
    case .alternatives(let nodes): return nodes.lazy.compactMap(sample).first
    case .sequence(let nodes):
      var text = ""
      for node in nodes {
        guard let part = sample(node) else { return nil }
        text += part
      }
      return text
    case .repetition(let inner, let min, _):
      guard min <= repetitionsMax else { return nil }
      return min == 0 ? "" : sample(inner).map { String(repeating: $0, count: min) }
    }
  }

  /// A letter or digit where the set has one, else the first of its ranges.
  private static func scalar(of set: PatternSet) -> Unicode.Scalar? {
    let plain = "aA0-_. 中".unicodeScalars.first { set.contains($0.value) }
    return plain ?? set.ranges.lazy.compactMap { Unicode.Scalar($0.lowerBound) }.first
  }
}
