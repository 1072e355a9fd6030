/// Decides which scenario a request gets: the first source that names one. It is a function of
/// what it is given, and draws from the generator only where no other source applies.
struct ScenarioSelector: Sendable {
  let catalogue: ScenarioCatalogue
  /// For requests that ask for nothing.
  var defaultName: String?
  var chaos = ChaosPlan()

  /// Kept, for every request walks over it.
  private static let sources = ScenarioSource.allCases

  /// The sources that nothing in a body can overrule.
  private static let headSources = [ScenarioSource.prefer, .queue, .key]

  func select(
    _ request: ScenarioRequest, using generator: inout SeededGenerator
  ) -> ScenarioSelection? {
    select(among: Self.sources, request, &generator)
  }

  /// What is certain before the body is known.
  func selectByHead(_ request: ScenarioRequest) -> ScenarioSelection? {
    var unused = SeededGenerator(seed: 0)
    return select(among: Self.headSources, request, &unused)
  }

  private func select(
    among sources: [ScenarioSource], _ request: ScenarioRequest, _ generator: inout SeededGenerator
  ) -> ScenarioSelection? {
    for source in sources {
      guard let selection = select(by: source, request, &generator) else { continue }
      if case .selected(let scenario, _) = selection, !request.makesTask,
        scenario.isAboutTasksOnly
      {
        continue
      }
      return selection
    }
    return nil
  }

  private func select(
    by source: ScenarioSource, _ request: ScenarioRequest, _ generator: inout SeededGenerator
  ) -> ScenarioSelection? {
    switch source {
    case .prefer: selectPreferred(PreferField(request.prefer))
    case .queue: find(request.queueHead, via: source)
    case .key: find(request.authorization.flatMap(ScenarioKey.name), via: source)
    case .prompt: selectPrompted(request.prompt)
    case .path: find(request.path, via: source)
    case .chaos: find(chaos.draw(using: &generator), via: source)
    case .default: find(defaultName, via: source)
    }
  }

  private func find(_ name: String?, via source: ScenarioSource) -> ScenarioSelection? {
    guard let name else { return nil }
    if let scenario = catalogue.scenario(named: name) { return .selected(scenario, via: source) }
    return .unknown(name, via: source, nearest: catalogue.nearestNames(to: name))
  }

  private func selectPrompted(_ prompt: String?) -> ScenarioSelection? {
    let names = prompt.map(PromptToken.names) ?? []
    return names.count > 1 ? .ambiguous(names, via: .prompt) : find(names.first, via: .prompt)
  }

  /// A name beside a status must be a scenario of that status.
  private func selectPreferred(_ field: PreferField) -> ScenarioSelection? {
    guard let name = field.scenario else { return findStatus(field.code) }
    let selection = find(name, via: .prefer)
    guard let code = field.code, case .selected(let scenario, _) = selection,
      scenario.status.map(String.init) != code
    else { return selection }
    return .ambiguous(["scenario=\(name)", "code=\(code)"], via: .prefer)
  }

  private func findStatus(_ code: String?) -> ScenarioSelection? {
    guard let code else { return nil }
    let status = code.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(code) : nil
    if let scenario = status.flatMap(catalogue.first(status:)) {
      return .selected(scenario, via: .prefer)
    }
    let nearest = catalogue.nearestStatuses(to: status ?? 0).map { "code=\($0)" }
    return .unknown("code=\(code)", via: .prefer, nearest: status == nil ? [] : nearest)
  }
}

/// What a request and its session say of scenarios, as it was written.
struct ScenarioRequest: Sendable {
  /// Whether it may bring a task into being: what only says what becomes of one does not apply to
  /// others.
  var makesTask = true
  /// The values of its Prefer lines.
  var prefer: [String] = []
  /// The first name in the session's queue.
  var queueHead: String?
  /// The value of its Authorization line.
  var authorization: String?
  var prompt: String?
  /// The segment after `/scenario/` at the front of its path.
  var path: String?
}

/// What came of looking for a scenario.
enum ScenarioSelection: Sendable {
  case selected(Scenario, via: ScenarioSource)
  /// Asked for by a name, or a status, that the catalogue does not have. `nearest` holds what could
  /// have been written instead, the likeliest first.
  case unknown(String, via: ScenarioSource, nearest: [String])
  /// One source named several.
  case ambiguous([String], via: ScenarioSource)
}

/// An API key that stands for a scenario: `mock-<name>`. `Bearer ` and `sk-` before it are
/// optional, as at the gateway (EVIDENCE.md, section 2, details).
enum ScenarioKey {
  /// Nil when the key is an ordinary one.
  static func name(inAuthorization value: String) -> String? {
    var rest = Substring(value).utf8
    if let scheme = dropping("bearer", from: rest), scheme.first == blank { rest = scheme }
    rest = rest.drop { $0 == blank }
    rest = droppingExactly("sk-", from: rest) ?? rest
    guard let name = droppingExactly("mock-", from: rest) else { return nil }
    return String(Substring(name))
  }

  private static let blank = UInt8(ascii: " ")

  /// The scheme's case does not matter (RFC 9110 §11.1).
  private static func dropping(
    _ prefix: StaticString, from text: Substring.UTF8View
  ) -> Substring.UTF8View? {
    prefix.withUTF8Buffer { prefix in
      text.prefix(prefix.count).elementsEqual(prefix) { $0 | 0x20 == $1 }
        ? text.dropFirst(prefix.count) : nil
    }
  }

  private static func droppingExactly(
    _ prefix: StaticString, from text: Substring.UTF8View
  ) -> Substring.UTF8View? {
    prefix.withUTF8Buffer { text.starts(with: $0) ? text.dropFirst($0.count) : nil }
  }
}

/// `[[mock:<name>]]`, anywhere in a prompt.
enum PromptToken {
  private static let opening = Array("[[mock:".utf8)
  /// No name is longer; of what is, so much is shown.
  private static let nameBytesMax = 2 * Scenario.nameBytesMax
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
