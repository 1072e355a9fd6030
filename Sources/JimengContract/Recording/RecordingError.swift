/// Why a recording cannot be used.
public struct RecordingError: Error, Equatable, CustomStringConvertible {
  /// The file's name.
  public let file: String
  /// `/log/entries/0/request/url: a string is needed`, or `line:column: …` where it is not JSON.
  public let fault: String

  /// `run.har: /log/entries: an array is needed`
  public var description: String { "\(file): \(fault)" }
}
