import JimengFixtures
import StrictJSON
import Testing

@testable import OpenAPIContract

/// Pages for tests, written as YAML or as parts of it.
enum Page {
  static func compile(_ yaml: String, name: String = "page.yaml") throws -> Contract {
    try Contract.compile(try SpecLoader.load(Array(yaml.utf8), name: name))
  }

  /// The vendor's page.
  static func vendor() throws -> Contract {
    try Contract.compile(
      try SpecLoader.load(Fixtures.vendorPage, name: Fixtures.vendorPageName))
  }

  /// One `POST /x` whose JSON body has this schema, written from the first column.
  static func posting(_ schema: String, components: String = "") -> String {
    """
    openapi: 3.0.1
    info: {title: t, version: '1'}
    paths:
      /x:
        post:
          requestBody:
            content:
              application/json:
                schema:
    \(indented(schema, by: 14))
          responses: {}
    \(components)
    """
  }

  private static func indented(_ text: String, by count: Int) -> String {
    let indent = String(repeating: " ", count: count)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { indent + $0 }.joined(separator: "\n")
  }

  static func operation(_ schema: String, components: String = "") throws -> Operation {
    try #require(try compile(posting(schema, components: components)).operations.first)
  }
}

extension Operation {
  func validateBody(_ json: String) throws -> ValidationResult {
    validateBody(try JSONReader.read(json))
  }

  func messages(_ json: String) throws -> [String] {
    try validateBody(json).violations.map(\.message)
  }

  /// - Parameter headers: names in lower case.
  func validateHead(
    _ headers: [String: String], path: String = "/x", query: String = ""
  ) -> ValidationResult {
    Array(path.utf8).withUnsafeBufferPointer { path in
      Array(query.utf8).withUnsafeBufferPointer { query in
        validateHead(path: path, query: query) { name, use in
          guard let value = headers[name] else { return use(nil) }
          Array(value.utf8).withUnsafeBufferPointer { use($0) }
        }
      }
    }
  }
}
