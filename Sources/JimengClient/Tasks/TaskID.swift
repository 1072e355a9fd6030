/// Names a task at the service: 13 decimal digits, or of late `cgt-…`. Its form says nothing.
public struct TaskID: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  /// As the service wrote it.
  public let rawValue: String

  /// - Parameter rawValue: as the service wrote it.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// An id that stands in the code.
  public init(stringLiteral value: String) {
    rawValue = value
  }

  /// As the service wrote it.
  public var description: String { rawValue }
}
