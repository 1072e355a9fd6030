import OpenAPIContract

/// How reports name a rule.
enum RuleWords {
  /// `POST /jimeng/submit/videos duration: one of 5, 10`
  static func line(_ rule: ContractRule) -> String {
    "\(rule.method) \(rule.path) \(place(rule)): \(rule.words)"
  }

  /// `duration`, `header Content-Type`
  static func place(_ rule: ContractRule) -> String {
    rule.location == .body ? rule.field : "\(rule.location.rawValue) \(rule.field)"
  }

  /// `枚举值 5, 10 (line 48)`
  static func source(_ rule: ContractRule) -> String {
    let words = rule.source.words.split(whereSeparator: \.isNewline).joined(separator: " ⏎ ")
    let quoted = rule.source.origin == .prose ? "“\(words)”" : words
    return quoted + (rule.source.line.map { " (line \($0))" } ?? "")
  }
}
