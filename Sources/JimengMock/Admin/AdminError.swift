import OpenAPIContract
import StrictJSON

/// Why the mock's own side does not do what it is asked for.
enum AdminError: Error, Equatable {
  // Safety
  case foreignHost(String?)
  case foreignOrigin(String)
  /// Reachable from other machines, and without a token.
  case closed
  case tokenMissing
  case tokenWrong
  // The path
  case unknownPath(String, nearest: String?)
  case otherMethod(String, path: String, allowed: String)
  // The body and the query
  case bodyTooLarge
  case notJSON(JSONReadError)
  case unknownName(JSONPointer, nearest: String?, known: [String])
  case repeatedName(JSONPointer)
  /// - Parameter expected: what would be right there, in words.
  case badValue(JSONPointer, expected: String)
  case badParameter(String)
  case badFilter(JournalFilterError)
  case badVerification(VerificationReadError)
  // The thing itself
  /// - Parameter pointer: where the body names it; nil when the path does.
  case unknownScenario(String, at: JSONPointer?, nearest: [String])
  case queueFull
  case tooManyStreams
  case noSuchRequest(String)
  case requestEvicted(Int)
  case noSuchTask(String)
  case noSuchSession(String)
}
