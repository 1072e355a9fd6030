/// How many cases, in words.
enum CaseCount {
  /// `1 case`, `3 cases`
  static func words(_ count: Int) -> String { count == 1 ? "1 case" : "\(count) cases" }
}
