import OpenAPIContract
import StrictJSON

/// Makes cases of a contract: for each operation a valid request, and that request with one thing
/// changed at a time. A page that changes changes them.
struct CaseGenerator {
  private let contract: Contract
  private let profile: ContractProfile
  private let builder: ExampleBuilder
  private let answers: ExpectedAnswers
  private var cases: [ContractCase] = []
  private var ids: Set<String> = []
  private var requests: Set<String> = []

  static func cases(of contract: Contract, profile: ContractProfile) -> [ContractCase] {
    var generator = CaseGenerator(contract, profile)
    for operation in contract.operations { generator.addCases(of: operation) }
    return generator.cases
  }

  private init(_ contract: Contract, _ profile: ContractProfile) {
    self.contract = contract
    self.profile = profile
    builder = ExampleBuilder(contract)
    answers = ExpectedAnswers(profile: profile)
  }

  private mutating func addCases(of operation: Operation) {
    let source = ValidRequest(operation: operation, builder: builder)
    guard let valid = source.draft() else { return }
    let index = RuleIndex(contract, of: operation)
    let mutations =
      ParameterMutations(valid: valid, source: source).all()
      + BodyMutations.all(valid, builder: builder)
    for mutation in mutations { add(mutation, index) }
  }

  /// Only what is what it was meant to be becomes a case, and of two that send the same, the first.
  private mutating func add(_ mutation: Mutation, _ index: RuleIndex) {
    let validation = mutation.draft.validation
    switch mutation.aim {
    case .breaks:
      guard let first = validation.violations.first else { return }
      let field = first.location == .body ? RuleIndex.field(of: first.pointer) : mutation.field
      let isOfAlternatives = [.oneOf, .anyOf].contains(first.rule)
      let rules =
        validation.violations.flatMap(index.positions(of:))
        + (isOfAlternatives ? index.positions(withinAlternative: mutation.alternative) : [])
      add(mutation, id: (field, first.rule), rules: rules, validation)
    case .keeps(let rule):
      guard validation.isValid else { return }
      let rules = index.positions(of: rule, location: mutation.location, field: mutation.field)
      add(mutation, id: (mutation.field, rule), rules: rules, validation)
    }
  }

  private mutating func add(
    _ mutation: Mutation, id place: (field: String, rule: RuleName), rules: [Int],
    _ validation: ValidationResult
  ) {
    let request = mutation.draft.request
    // A valid request may stand for several rules; one that breaks something is sent once.
    let isNew = requests.insert("\(request)").inserted
    guard isNew || (validation.isValid && !rules.isEmpty) else { return }
    let operation = mutation.draft.operation
    let scope = contract.operations.count > 1 ? "\(Self.word(operation))/" : ""
    let stem = "\(scope)\(Mutation.word(place.field))/\(place.rule.rawValue)/\(mutation.name)"
    var id = "generated/\(stem)"
    var count = 1
    while !ids.insert(id).inserted {
      count += 1
      id = "generated/\(stem)-\(count)"
    }
    let standing = standing(of: mutation.draft, validation)
    cases.append(
      ContractCase(
        id: id, requirement: requirement(mutation, place.rule, validation),
        source: words(rules, validation), tier: validation.isValid ? .billedSubmit : .invalidBody,
        profile: profile, requiresKey: false, request: request,
        expectation: answers.expectation(of: mutation.draft, validation, standing),
        coverage: CaseCoverage(
          rules: rules, isBreaking: !validation.isValid, standing: standing)))
  }

  private func standing(of draft: RequestDraft, _ validation: ValidationResult) -> GatewayStanding {
    GatewayEvidence.standing(
      contentType: draft[header: "content-type"], body: draft.bodyBytes,
      breaksType: validation.violations.contains { $0.location == .body && $0.rule == .type })
  }

  /// `POST /jimeng/submit/videos` → `post-jimeng-submit-videos`
  private static func word(_ operation: Operation) -> String {
    Mutation.word(operation.method.lowercased() + operation.plainPath)
  }

  private func requirement(
    _ mutation: Mutation, _ rule: RuleName, _ validation: ValidationResult
  ) -> String {
    guard let first = validation.violations.first else {
      let kept = "\(mutation.field) keeps its \(rule.rawValue)"
      return "The request is accepted: \(kept) (\(mutation.name))."
    }
    return "The request is refused: \(first.message)."
  }

  private func words(_ rules: [Int], _ validation: ValidationResult) -> String {
    let source =
      validation.violations.first?.source ?? rules.first.map { contract.rules[$0].source }
    guard let source else {
      return validation.violations.first?.rule == .duplicateName
        ? "RFC 8259 section 4: names should be unique" : "RFC 8259"
    }
    return source.words + (source.line.map { " (\(contract.name), line \($0))" } ?? "")
  }
}

/// Finds the rules of one operation: those that a violation names, and those of a field.
struct RuleIndex {
  private let rules: [(index: Int, rule: ContractRule)]

  init(_ contract: Contract, of operation: Operation) {
    rules = contract.rules.enumerated().filter {
      $0.element.method == operation.method && $0.element.path == operation.plainPath
    }.map { ($0.offset, $0.element) }
  }

  /// By the words they stand on, which also tell apart two schemas that are alike. The field counts
  /// unless the rule's own is a pattern of names.
  func positions(of violation: Violation) -> [Int] {
    // A field too many is named by the violation, the object around it by the rule.
    let isOfParent = violation.rule == .additionalProperties
    let place = isOfParent ? violation.pointer.parent ?? .root : violation.pointer
    let field = Self.field(of: place)
    return rules.filter { _, rule in
      guard rule.location == violation.location else { return false }
      if Self.isWithin(rule, violation) { return true }
      return rule.rule == violation.rule && rule.source == violation.source
        && (rule.field == field || rule.field.contains { "*<".contains($0) })
    }.map(\.index)
  }

  /// What stands within `not` is broken by being kept.
  private static func isWithin(_ rule: ContractRule, _ violation: Violation) -> Bool {
    guard violation.rule == .not, let outer = violation.source?.pointer.tokens else { return false }
    return rule.source.pointer.tokens.starts(with: outer)
  }

  /// Of an alternative's own violations, whose pointers say nothing of where it stands.
  func positions(withinAlternative validation: ValidationResult) -> [Int] {
    validation.violations.flatMap { violation in
      rules.filter { _, rule in
        rule.rule == violation.rule && rule.source == violation.source
      }.map(\.index)
    }
  }

  func positions(of name: RuleName, location: Violation.Location, field: String) -> [Int] {
    let names = Self.alike[name] ?? [name]
    return rules.filter { _, rule in
      rule.location == location && names.contains(rule.rule) && rule.field == field
    }.map(\.index)
  }

  /// A bound is a bound, whether the page calls it exclusive or not.
  private static let alike: [RuleName: Set<RuleName>] = [
    .minimum: [.minimum, .exclusiveMinimum], .maximum: [.maximum, .exclusiveMaximum],
  ]

  /// As the contract's rules name a place: `images[].url`; `body` for the whole.
  static func field(of pointer: JSONPointer) -> String {
    let words = pointer.tokens.reduce("") { words, token in
      if JSONPointer.arrayIndex(token) != nil { return words + "[]" }
      return words.isEmpty ? token : "\(words).\(token)"
    }
    return words.isEmpty ? "body" : words
  }
}
