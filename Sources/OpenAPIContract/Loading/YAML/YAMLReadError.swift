/// Why and where a text was not read as YAML.
struct YAMLReadError: Error, Equatable, Sendable {
  let reason: YAMLFault
  /// From 1.
  let line: Int
  /// From 1, in Unicode code points.
  let column: Int
}

extension YAMLReadError: CustomStringConvertible {
  var description: String {
    "line \(line), column \(column): \(reason)"
  }
}
