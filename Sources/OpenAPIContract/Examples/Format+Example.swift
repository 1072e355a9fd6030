extension Format {
  /// A text of the format, as its RFC has one; for the formats of numbers, a text that is a number.
  package var example: String {
    switch self {
    case .dateTime: "2025-05-26T01:00:21Z"
    case .date: "2025-05-26"
    case .time: "01:00:21Z"
    case .email: "pig@example.com"
    case .hostname: "example.com"
    case .ipv4: "192.0.2.1"
    case .ipv6: "2001:db8::1"
    case .uri, .uriReference: "https://example.com/pig.png"
    case .uuid: "123e4567-e89b-12d3-a456-426614174000"
    case .byte: "cGln"
    case .int32, .int64: "1"
    }
  }
}
