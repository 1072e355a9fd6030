package import StrictJSON

/// Reads one YAML 1.2 document of the core schema into JSON. It is a subset that is never silently
/// wrong: what it does not read (anchors, tags, merge keys, several documents, keys that are no
/// words, tabs as indentation) it refuses, with line, column and reason.
package enum YAMLReader {
  /// - Parameter firstLine: the line of the file that the text begins on.
  /// - Throws: `YAMLReadError` at the first fault.
  package static func read(
    _ bytes: [UInt8], firstLine: Int = 1, limits: JSONLimits = .default
  ) throws(YAMLReadError) -> LocatedValue {
    let normalised = YAMLText.normaliseBreaks(bytes)
    do throws(YAMLFailure) {
      guard bytes.count <= limits.byteCountMax else {
        throw YAMLFailure(fault: .tooLarge(byteCountMax: limits.byteCountMax), offset: 0)
      }
      try YAMLText.check(normalised)
      var parser = YAMLParser(bytes: normalised, firstLine: firstLine, depthMax: limits.depthMax)
      return try parser.readDocument()
    } catch {
      let place = normalised.withUnsafeBufferPointer { TextPlace(offset: error.offset, in: $0) }
      throw YAMLReadError(
        reason: error.fault, line: place.line + firstLine - 1, column: place.column)
    }
  }
}
