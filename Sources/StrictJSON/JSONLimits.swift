/// What a reader accepts at most (RFC 8259 §9 lets a parser set such limits).
package struct JSONLimits: Sendable, Equatable {
  /// Nested arrays and objects; the document's own root counts as one when it is a container.
  package var depthMax: Int
  /// Bytes of the whole document.
  package var byteCountMax: Int
  /// Repeated member names that are reported; further ones are only known to exist.
  package var duplicatesReportedMax: Int

  package init(
    depthMax: Int = 128, byteCountMax: Int = 8 << 20, duplicatesReportedMax: Int = 100
  ) {
    self.depthMax = depthMax
    self.byteCountMax = byteCountMax
    self.duplicatesReportedMax = duplicatesReportedMax
  }

  package static let `default` = JSONLimits()
}
