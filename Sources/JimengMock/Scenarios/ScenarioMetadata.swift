/// What people need to know of a scenario; nothing is decided by it.
package struct ScenarioMetadata: Equatable, Sendable {
  /// How sure it is that the real service does this.
  package enum Provenance: String, CaseIterable, Sendable {
    /// On the vendor's page, or in the vendor's published export of a sister page.
    case documented
    /// Literal output of a running gateway of this family, published by its users.
    case observed
    /// Read from the open-source gateway of the same lineage.
    case gatewaySource = "gateway source"
    /// Nothing found; likely all the same.
    case assumed
    /// A means of testing, no claim about the service.
    case ours
  }

  /// What happens, in a sentence.
  package var summary = ""
  package var provenance = Provenance.ours
  /// Where it was found.
  package var source = ""
  /// What a good client does about it.
  package var reaction = ""
}
