package import StrictJSON

/// Why a scenario file cannot be used: file, place and fault. It stops the start.
package struct ScenarioFileError: Error, Equatable, Sendable {
  package enum Fault: Equatable, Sendable {
    /// The system's words.
    case unreadable(String)
    case tooLarge
    case tooManyScenarios
    case notJSON(JSONReadError)
    case repeatedKey
    case unknownKey(nearest: String?)
    case missingKey(String)
    case wrongType(expected: String)
    case outOfRange(String)
    case unknownWord(allowed: [String])
    case illegalName
    /// Two of one name beside each other.
    case nameTaken(file: String)
    /// Two keys of which one makes the other void.
    case excluded(by: String)
    /// A key that says nothing without another.
    case pointless(without: String)
    case illegalHeader(String)
    case unknownPlaceholder(String)
    /// The body is none that the service answers; how to say so on purpose.
    case noEnvelope
    /// The body is no answer to a fetch as it is described; the rule in words.
    case breaksFetchPage(String)
    case inconsistent(String)
  }

  package let file: String
  package let pointer: JSONPointer
  package let fault: Fault

  init(file: String, pointer: JSONPointer = .root, fault: Fault) {
    self.file = file
    self.pointer = pointer
    self.fault = fault
  }
}

extension ScenarioFileError: CustomStringConvertible {
  /// `mine.json: /response/statu: unknown key; did you mean status?`
  package var description: String {
    pointer == .root ? "\(file): \(fault)" : "\(file): \(pointer): \(fault)"
  }
}

extension ScenarioFileError.Fault: CustomStringConvertible {
  private static let escape = "to answer anything else, write it as text in body"

  package var description: String {
    switch self {
    case .unreadable(let reason): reason
    case .tooLarge: "larger than \(ScenarioFile.bytesMax >> 10) KiB"
    case .tooManyScenarios: "more than \(ScenarioCatalogue.countMax) scenarios"
    case .notJSON(let error): "\(error)"
    case .repeatedKey: "the key stands twice"
    case .unknownKey(let nearest):
      "unknown key" + NearestName.suggestion(nearest.map { [$0] } ?? [])
    case .missingKey(let key): "\(key) is missing"
    case .wrongType(let expected): "must be \(expected)"
    case .outOfRange(let range): "must be \(range)"
    case .unknownWord(let allowed): "must be one of \(allowed.joined(separator: ", "))"
    case .illegalName:
      "a name is lower-case letters and digits in words joined by single dashes, "
        + "\(ScenarioName.bytesMax) at most"
    case .nameTaken(let file): "the name is taken by \(file)"
    case .excluded(let key): "cannot stand beside \(key)"
    case .pointless(let key): "says nothing without \(key)"
    case .illegalHeader(let reason): reason
    case .unknownPlaceholder(let name):
      "unknown placeholder {{\(name)}}; the one placeholder is {{\(ScenarioBody.placeholder)}}"
    case .noEnvelope:
      "an answer is {\"code\",\"message\",\"data\"}, an error also {\"error\":{…}}; "
        + Self.escape
    case .breaksFetchPage(let rule): "\(rule) (\(FetchPage.name)); \(Self.escape)"
    case .inconsistent(let reason): reason
    }
  }
}
