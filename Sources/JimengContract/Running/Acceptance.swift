/// Whether a service took a request, as far as its answer tells.
package enum Acceptance: Sendable {
  /// It says so (evidence row 1).
  case accepted
  /// It says that it did not, or gave a web page (evidence rows 2 to 24).
  case refused
  /// It says something else with 2xx.
  case unclear
}
