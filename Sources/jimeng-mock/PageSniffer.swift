import StrictJSON

/// Tells a page from a request body.
enum PageSniffer {
  /// By the file's ending, and for JSON or an unknown ending by what is in it: an OpenAPI document
  /// has `openapi` (or, of old, `swagger`) at its root.
  static func isPage(name: String, bytes: [UInt8]) -> Bool {
    let endings = [".md", ".markdown", ".yaml", ".yml"]
    if endings.contains(where: name.lowercased().hasSuffix) { return true }
    if let root = try? JSONReader.read(bytes).root {
      return root["openapi"] != nil || root["swagger"] != nil
    }
    return !name.lowercased().hasSuffix(".json") && hasOpenAPILine(bytes)
  }

  /// Whether some line begins with `openapi:` or `swagger:`, as YAML has it.
  private static func hasOpenAPILine(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: UInt8(ascii: "\n")).contains {
      $0.starts(with: "openapi:".utf8) || $0.starts(with: "swagger:".utf8)
    }
  }
}
