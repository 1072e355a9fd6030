import StrictJSON

/// What one header field must be.
struct HeaderPattern: Sendable, Equatable {
  enum Wanted: Sendable, Equatable {
    case value(String)
    case present
    case absent
  }

  /// Without regard to ASCII case (RFC 9110 §5.1).
  let name: String
  let wanted: Wanted

  /// Nil when the fields are as wanted. Of several lines of that name, one has to be.
  func difference(from headers: [(name: String, value: String)]) -> Difference? {
    let values = headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    let isFine =
      switch wanted {
      case .value(let text): values.contains { CodePoints.areEqual($0, text) }
      case .present: !values.isEmpty
      case .absent: values.isEmpty
      }
    guard !isFine else { return nil }
    let pointer = JSONPointer(tokens: ["headers", name])
    return Difference(pointer, expected: json, actual: values.first.map { .string($0) })
  }

  /// As it is written in a verification.
  var json: JSONValue {
    switch wanted {
    case .value(let text): .string(text)
    case .present: true
    case .absent: false
    }
  }
}
