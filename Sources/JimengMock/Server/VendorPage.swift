import Fixtures
package import OpenAPIContract

/// The vendor's page that is built in.
package enum VendorPage {
  /// - Throws: never for the page as it is built in; a test reads it.
  package static func contract() throws -> Contract {
    try Contract.compile(SpecLoader.load(Fixtures.vendorPage, name: Fixtures.vendorPageName))
  }
}
