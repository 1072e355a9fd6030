/// A scenario file that someone has read from somewhere.
package struct ScenarioFile: Sendable {
  /// Scenario files hold a page at most; 256 KiB leave room for an image in an answer.
  package static let bytesMax = 256 << 10

  /// The path, as messages cite it.
  package let name: String
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
