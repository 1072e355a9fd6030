import OpenAPIContract
import StrictJSON

/// Other values for one place: each breaks one of its schema's rules, or keeps it at the very edge.
/// They are proposals; the contract judges what they are.
struct ValueMutations {
  struct Change {
    let name: String
    let aim: Mutation.Aim
    let value: JSONValue

    init(_ name: String, _ value: JSONValue, _ aim: Mutation.Aim = .breaks) {
      self.name = name
      self.aim = aim
      self.value = value
    }
  }

  /// Admitted by the schema.
  let value: JSONValue
  let node: SchemaNode
  let builder: ExampleBuilder

  /// Longer texts and arrays than this are not sent.
  private static let countMax = 100_000

  func all() -> [Change] {
    var changes = types() + enumeration()
    if let rules = node.numbers { changes += numbers(rules) }
    if let rules = node.strings, let text = value.string { changes += strings(rules, text) }
    if let rules = node.arrays, let items = value.array { changes += arrays(rules, items) }
    if let combination = node.combination { changes += combinations(combination) }
    return changes
  }

  // MARK: Types and enumerations

  private func types() -> [Change] {
    guard !node.types.isEmpty else { return [] }
    let types = node.types
    var changes = [Change("null", .null)]
    if !types.contains(.string) {
      let text = value.array == nil && value.object == nil ? JSONWriter.string(value) : "text"
      changes.append(Change("string", .string(text)))
    }
    if !types.contains(.number) {
      if types.contains(.integer) {
        let text = value.number?.text ?? "1"
        changes += ["\(text).0", "\(text).5"].compactMap { JSONNumber($0) }.map {
          Change("fraction-\($0.text)", .number($0))
        }
      } else {
        changes.append(Change("number", 1))
      }
    }
    if !types.contains(.boolean) { changes.append(Change("boolean", true)) }
    if !types.contains(.array) { changes.append(Change("array", .array([value]))) }
    if !types.contains(.object) { changes.append(Change("object", [:])) }
    return changes
  }

  private func enumeration() -> [Change] {
    let values = node.enumeration?.values ?? []
    let allowed = values.map {
      Change("allowed-\(Self.word($0))", $0, .keeps(.enum))
    }
    let numbers = values.compactMap(\.number).sorted()
    let between = zip(numbers, numbers.dropFirst()).compactMap(Self.middle)
    let outside = [numbers.first?.neighbors.first, numbers.last?.neighbors.dropFirst().first]
    let missed = (between + outside.compactMap { $0 }).map(JSONValue.number)
    let texts = values.compactMap(\.string).flatMap(Self.justMissed).map(JSONValue.string)
    let padded = values.isEmpty ? nil : value.string.map { Change("padded", .string(" \($0) ")) }
    return allowed
      + (missed + texts).map { Change("just-missed-\(Self.word($0))", $0) }
      + [padded].compactMap(\.self)
  }

  private static func middle(_ lower: JSONNumber, _ upper: JSONNumber) -> JSONNumber? {
    if let low = lower.int, let high = upper.int { return JSONNumber(low + (high - low) / 2) }
    guard let low = lower.double, let high = upper.double else { return nil }
    return JSONNumber("\((low + high) / 2)")
  }

  /// The last character doubled, and the other case.
  private static func justMissed(_ text: String) -> [String] {
    guard let last = text.last else { return ["x"] }
    let otherCase = text == text.lowercased() ? text.uppercased() : text.lowercased()
    return [text + String(last)] + (otherCase == text ? [] : [otherCase])
  }

  private static func word(_ value: JSONValue) -> String {
    Mutation.word(value.string ?? JSONWriter.string(value))
  }

  // MARK: Numbers and texts

  private func numbers(_ rules: NumberRules) -> [Change] {
    var changes: [Change] = []
    let lower = rules.range.lower
    let upper = rules.range.upper
    for bound in [lower, upper].compactMap({ $0 }) {
      let rule: RuleName = bound == lower ? .minimum : .maximum
      let aim = bound.isExclusive ? Mutation.Aim.breaks : .keeps(rule)
      changes.append(Change("boundary-\(bound.value.text)", .number(bound.value), aim))
      changes += bound.value.neighbors.filter { !rules.range.contains($0) }.map {
        Change("beyond-\($0.text)", .number($0))
      }
    }
    if let multiple = rules.multipleOf, let number = value.number {
      changes += (number.neighbors + multiple.neighbors + halves(number)).map {
        Change("no-multiple-\($0.text)", .number($0))
      }
    }
    if rules.format != nil {
      changes += ["2147483648", "9223372036854775808"].compactMap { JSONNumber($0) }.map {
        Change("beyond-\($0.text)", .number($0))
      }
    }
    return changes
  }

  private func halves(_ number: JSONNumber) -> [JSONNumber] {
    guard let double = number.double else { return [] }
    return [double + 0.5, double + 0.05, double + 0.005].compactMap { JSONNumber("\($0)") }
  }

  private func strings(_ rules: StringRules, _ text: String) -> [Change] {
    var changes: [Change] = []
    let scalars = Array(text.unicodeScalars)
    if let count = rules.lengthMin, count > 0, count < Self.countMax {
      changes.append(Change("shorter-\(count - 1)", .string(Self.text(scalars, count - 1))))
      changes.append(
        Change("boundary-\(count)", .string(Self.text(scalars, count)), .keeps(.minLength)))
    }
    if let count = rules.lengthMax, count < Self.countMax {
      changes.append(Change("longer-\(count + 1)", .string(Self.text(scalars, count + 1))))
      changes.append(
        Change("boundary-\(count)", .string(Self.text(scalars, count)), .keeps(.maxLength)))
    }
    if rules.pattern != nil || rules.format != nil {
      changes += [
        Change("empty", ""), Change("blank", " "), Change("other-text", "~!"),
        Change("prolonged", .string(text + "~!")), Change("doubled", .string(text + text)),
      ]
    }
    return changes
  }

  /// The text cut or drawn out to so many code points.
  private static func text(_ scalars: [Unicode.Scalar], _ count: Int) -> String {
    let filler: Unicode.Scalar = scalars.last ?? "x"
    let padding = repeatElement(filler, count: max(0, count - scalars.count))
    return String(String.UnicodeScalarView(scalars.prefix(count) + padding))
  }

  // MARK: Arrays and combinations

  private func arrays(_ rules: ArrayRules, _ items: [JSONValue]) -> [Change] {
    var changes: [Change] = []
    let item = items.last ?? "text"
    if let count = rules.countMin, count > 0 {
      changes.append(Change("shorter-\(count - 1)", .array(Array(items.prefix(count - 1)))))
    }
    if let count = rules.countMax, count < Self.countMax {
      let padding = repeatElement(item, count: max(0, count + 1 - items.count))
      changes.append(Change("longer-\(count + 1)", .array(items + padding)))
    }
    if rules.isUnique { changes.append(Change("repeated", .array(items + [item, item]))) }
    return changes
  }

  /// What an alternative excludes, or two of them admit.
  private func combinations(_ combination: Combination) -> [Change] {
    let branches = combination.oneOf + combination.anyOf + (combination.not.map { [$0] } ?? [])
    let examples = branches.compactMap(builder.value).enumerated().map {
      Change("alternative-\($0.offset + 1)", $0.element)
    }
    let others: [Change] = [
      Change("null", .null), Change("string", "~!"), Change("number", -1), Change("boolean", true),
      Change("array", []), Change("object", [:]),
    ]
    return examples + others
  }
}
