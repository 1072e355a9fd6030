import Foundation

/// A media type with its parameters, which is equal to another when both mean the same
/// (RFC 9110 §8.3.1): names, and the value of `charset`, in any case; a value with or without
/// quotes; parameters in any order.
struct MediaType: Equatable {
  private let name: String
  /// Each as `name=value`, sorted.
  private let parameters: [String]

  /// - Parameter text: the value of a Content-Type field.
  init(_ text: String) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    name = parts.first?.lowercased() ?? ""
    // Empty parameters are allowed (RFC 9110 §5.6.6).
    parameters = parts.dropFirst().filter { !$0.isEmpty }.map(Self.parameter).sorted()
  }

  private static func parameter(_ text: String) -> String {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0].lowercased()
    var value = parts.count > 1 ? String(parts[1]) : ""
    if value.count > 1, value.hasPrefix("\""), value.hasSuffix("\"") {
      value = String(value.dropFirst().dropLast())
    }
    return name + "=" + (name == "charset" ? value.lowercased() : value)
  }
}
