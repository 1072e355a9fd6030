internal import StrictJSON

/// The members of one mapping, no name twice (YAML 1.2.2 §3.2.1.3).
struct YAMLMembers {
  private(set) var all: [LocatedValue.Member] = []
  private var names: Set<JSONName> = []

  /// Refuses a key whose name stands already, before its value is read.
  func check(_ key: YAMLScalar) throws(YAMLFailure) {
    let name = try key.name()
    guard names.contains(JSONName(name)) else { return }
    let first = all.first { CodePoints.areEqual($0.name, name) }
    throw YAMLFailure(
      fault: .duplicateKey(name, firstLine: first?.value.line ?? key.line), offset: key.offset)
  }

  mutating func append(_ key: YAMLScalar, value: LocatedValue) {
    names.insert(JSONName(key.text))
    all.append(LocatedValue.Member(name: key.text, value: value))
  }
}
