import Foundation

/// Where the service is: with or without a slash at the end, with or without a path of its own.
struct BaseURL: Sendable {
  private let components: URLComponents?

  init(_ url: URL) {
    components = URLComponents(url: url, resolvingAgainstBaseURL: true)
  }

  /// - Parameter segments: of the path, below that of the base URL.
  /// - Throws: `unsendable` for a base that is no HTTP URL, and for a segment that is none.
  func appending(_ segments: [String]) throws(JimengError) -> URL {
    guard var components, ["http", "https"].contains(components.scheme?.lowercased()),
      components.host?.isEmpty == false, components.query == nil, components.fragment == nil
    else { throw .unsendable("the base URL is no http or https URL without query and fragment") }
    var path = components.percentEncodedPath
    while path.hasSuffix("/") { path.removeLast() }
    for segment in segments {
      // The two would be taken for a place above (RFC 3986 §5.2.4), however they are encoded.
      guard !segment.isEmpty, segment != ".", segment != "..",
        let encoded = segment.addingPercentEncoding(withAllowedCharacters: Self.unreserved)
      else { throw .unsendable("'\(segment)' is no id of a task") }
      path += "/" + encoded
    }
    components.percentEncodedPath = path
    guard let url = components.url else { throw .unsendable("\(path) makes no URL") }
    return url
  }

  /// RFC 3986 §2.3.
  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}

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
