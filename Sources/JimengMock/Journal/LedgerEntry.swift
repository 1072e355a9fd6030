package import OpenAPIContract

/// Requests of one kind in a `ContractLedger`: for the same operation, and breaking the same rules
/// in the same words, or none.
package struct LedgerEntry: Sendable, Equatable {
  /// Where a request stands in the journal.
  package struct Place: Sendable, Equatable, CustomStringConvertible {
    /// Nil for the default session.
    package let session: String?
    /// From 1 in its session; a reset begins anew.
    package let id: Int

    /// As the log writes it: `#7`, `mine#7`.
    package var description: String { "\(session ?? "")#\(id)" }
  }

  package let method: String
  /// As the page has it, with the names of its parameters in braces.
  package let path: String
  package let violations: [Violation]
  /// How many more violations each of them has that were not kept.
  package let violationsDropped: Int
  /// How many requests there were.
  package internal(set) var count = 0
  /// The first of them, up to `placeCountMax`.
  package internal(set) var places: [Place] = []

  package static let placeCountMax = 10

  package var isFine: Bool { violations.isEmpty }
}
