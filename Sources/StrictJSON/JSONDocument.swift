/// What was read: one value, and the member names that an object repeats (RFC 8259 §4 leaves their
/// meaning open, so whoever reads decides; the value keeps every member).
package struct JSONDocument: Sendable {
  package let root: JSONValue

  /// Each repeated name once for each object that repeats it, in document order, and bounded by
  /// `JSONLimits.duplicatesReportedMax`.
  package let duplicates: [JSONPointer]

  package init(root: JSONValue, duplicates: [JSONPointer] = []) {
    self.root = root
    self.duplicates = duplicates
  }
}
