import Fixtures
package import OpenAPIContract

/// The vendor's page that is built in.
package enum VendorPage {
  /// The file name under which messages cite it.
  package static let name = Fixtures.vendorPageName

  /// - Throws: never for the page as it is built in; a test reads it.
  package static func contract() throws -> Contract {
    try Contract.compile(SpecLoader.load(Fixtures.vendorPage, name: name))
  }
}
