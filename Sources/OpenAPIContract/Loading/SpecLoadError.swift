/// Why a page cannot be used, and where.
package struct SpecLoadError: Error, Equatable, Sendable {
  package let file: String
  /// From 1, in the file, or nil when the fault has no place.
  package let line: Int?
  /// From 1, in Unicode code points.
  package let column: Int?
  /// What is wrong and what would be right, on one line.
  package let message: String

  package init(file: String, line: Int? = nil, column: Int? = nil, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }
}

extension SpecLoadError: CustomStringConvertible {
  /// `page.md:12:7: a tab must not indent; use spaces`
  package var description: String {
    let place = [line, column].compactMap { $0 }.map { ":\($0)" }.joined()
    return "\(file)\(place): \(message)"
  }
}
