import JimengFixtures
package import OpenAPIContract
import StrictJSON

/// Our own description of the fetch, which the vendor's page leaves out. It is observed, and says
/// so wherever it shows.
package enum FetchPage {
  /// The file name under which messages cite it.
  package static let name = Fixtures.fetchPageName

  /// - Throws: never for the file as it is built in; a test reads it.
  package static func contract() throws -> Contract {
    try Contract.compile(document())
  }

  /// What an answer to a fetch is held to.
  ///
  /// - Parameter name: `TaskAnswer`, `BatchAnswer` or `TaskError`.
  package static func answerSchema(_ name: String) throws -> CompiledSchema {
    let pointer = JSONPointer(tokens: ["components", "schemas", name])
    return try CompiledSchema.compile(pointer, of: document())
  }

  private static func document() throws(SpecLoadError) -> SpecDocument {
    try SpecLoader.load(Fixtures.fetchPage, name: name)
  }
}
