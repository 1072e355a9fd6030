/// Why a case file cannot be used.
public struct CaseFileError: Error, Equatable, CustomStringConvertible {
  /// The file's name.
  public let file: String
  /// Each as `pointer: what is wrong`, or `line:column: …` where it is not JSON.
  public let faults: [String]

  package init(file: String, faults: [String]) {
    self.file = file
    self.faults = faults
  }

  /// A line a fault: `cases.json: /cases/0/tier: "L9" is not one of "L0", "L1", "L2", "L3"`
  public var description: String { faults.map { "\(file): \($0)" }.joined(separator: "\n") }
}
