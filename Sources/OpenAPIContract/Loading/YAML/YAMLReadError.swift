/// Why and where a text was not read as YAML.
package struct YAMLReadError: Error, Equatable, Sendable {
  package let reason: YAMLFault
  /// From 1.
  package let line: Int
  /// From 1, in Unicode code points.
  package let column: Int
}

extension YAMLReadError: CustomStringConvertible {
  package var description: String {
    "line \(line), column \(column): \(reason)"
  }
}
