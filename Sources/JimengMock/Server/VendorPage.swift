import JimengFixtures
package import OpenAPIContract

/// The vendor's page that is built in.
package enum VendorPage {
  /// The file name under which messages cite it.
  package static let name = Fixtures.vendorPageName

  /// Read once in a process: it is most of what a mock's start takes, and tests start many.
  private static let compiled = Result {
    try Contract.compile(SpecLoader.load(Fixtures.vendorPage, name: name))
  }

  /// - Throws: never for the page as it is built in; a test reads it.
  package static func contract() throws -> Contract { try compiled.get() }
}
