/// Why a mock did not start.
public enum MockServerError: Error, Equatable, CustomStringConvertible {
  /// The page is not one that can be enforced: file, line, pointer and what would be right.
  case page(String)
  /// A service file cannot be used, or two services claim one operation: file, pointer and what
  /// would be right.
  case service(String)
  /// A scenario file cannot be used: file, pointer and what would be right.
  case scenarios(String)
  /// A value of `MockConfiguration` that cannot be, or names what is not there: the property's
  /// name, then the reason.
  case configuration(String)
  /// The address cannot be listened on.
  case notListening(String)

  /// The reason, as one line.
  public var description: String {
    switch self {
    case .page(let reason), .service(let reason), .scenarios(let reason),
      .configuration(let reason),
      .notListening(let reason):
      reason
    }
  }
}
