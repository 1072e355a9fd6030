import Foundation

/// The API key, as it goes into a request and never into a log: it prints as a mask.
struct Credential: Sendable, CustomStringConvertible, CustomReflectable {
  /// The whole value of the field Authorization.
  let authorization: String

  /// A key that has a scheme of its own, and so a blank, is sent as it is; any other gets `Bearer`.
  /// Blanks and line breaks around it, which files bring along, are no part of it.
  /// - Parameter key: nil or empty for no credential.
  init?(key: String?) {
    let key = key?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    guard !key.isEmpty else { return nil }
    authorization = key.contains(" ") ? key : "Bearer \(key)"
  }

  /// Whether it can stand in a header: a line break would start a field of its own.
  var isSendable: Bool { authorization.utf8.allSatisfy { (0x20...0x7E).contains($0) } }

  var description: String { "Bearer ***" }
  var customMirror: Mirror { Mirror(self, children: []) }
}
