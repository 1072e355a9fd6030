/// What was asked of a server and what it answered, read from an HTTP Archive (HAR 1.2): the export
/// of a mock, of a run of this suite, of a browser or a proxy.
public struct Recording: Sendable {
  /// The file's name.
  public let name: String
  /// Whether a mock of this family wrote it down.
  public let isOfMock: Bool
  /// What the server was held to, as far as the archive tells; a mock is by default held to the
  /// whole page.
  public let profile: ContractProfile?
  /// In the order recorded; those that a scenario answered, and those that are not whole, are left
  /// out, for they say nothing of the rules.
  package let exchanges: [RecordedExchange]

  /// - Parameters:
  ///   - bytes: of the archive.
  ///   - name: as errors and reports have it.
  /// - Throws: `RecordingError`.
  public init(har bytes: [UInt8], name: String) throws(RecordingError) {
    var reader = RecordingReader(name: name)
    exchanges = try reader.exchanges(bytes)
    isOfMock = reader.creator == "jimeng-mock"
    profile = reader.profile ?? (isOfMock ? .contract : nil)
    self.name = name
  }

  /// What was recorded of what a case asks: under its own path, or else under a base URL's path and
  /// that. Of a case that follows a task, only submits whose task was fetched.
  func exchanges(for contractCase: ContractCase) -> [RecordedExchange] {
    let request = contractCase.request
    // A mock's export does not tell whether it asked for keys.
    guard !isOfMock || !contractCase.requiresKey else { return [] }
    let asked = exchanges.filter { $0.isAsked(by: request) }
    let found = Self.at(request.path, asked)
    guard let following = contractCase.following else { return found }
    return found.filter { !fetches(of: $0, following).isEmpty }
  }

  /// The fetches of the task that a submit made.
  func fetches(
    of submit: RecordedExchange, _ following: CaseFollowing
  ) -> [RecordedExchange] {
    guard let id = submit.answer.taskID else { return [] }
    let path = following.path.replacing(CaseFollowing.taskIDPlace, with: id)
    return Self.at(path, exchanges.filter { $0.method == "GET" })
  }

  private static func at(_ path: String, _ exchanges: [RecordedExchange]) -> [RecordedExchange] {
    let exact = exchanges.filter { $0.path == path }
    return exact.isEmpty ? exchanges.filter { $0.path.hasSuffix(path) } : exact
  }
}
