/// Reads RFC 8259 and nothing besides: no comments, no trailing commas, no NaN, no byte order mark,
/// no lone surrogates, no malformed UTF-8. It owns the grammar and knows nothing of schemas.
package enum JSONReader {
  /// - Throws: `JSONReadError` at the first fault.
  package static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits = .default
  ) throws(JSONReadError) -> JSONDocument {
    var parser = JSONParser(bytes: bytes, limits: limits)
    do {
      let root = try parser.readDocument()
      guard parser.foundDuplicates else { return JSONDocument(root: root) }
      var duplicates: [JSONPointer] = []
      findDuplicates(in: root, at: .root, &duplicates)
      return JSONDocument(root: root, duplicates: duplicates)
    } catch {
      throw JSONReadError(error, in: bytes)
    }
  }

  package static func read(
    _ bytes: [UInt8], limits: JSONLimits = .default
  ) throws(JSONReadError) -> JSONDocument {
    try bytes.withUnsafeBufferPointer { bytes throws(JSONReadError) in
      try read(bytes, limits: limits)
    }
  }

  package static func read(
    _ bytes: ContiguousArray<UInt8>, limits: JSONLimits = .default
  ) throws(JSONReadError) -> JSONDocument {
    try bytes.withUnsafeBufferPointer { bytes throws(JSONReadError) in
      try read(bytes, limits: limits)
    }
  }

  package static func read(
    _ text: String, limits: JSONLimits = .default
  ) throws(JSONReadError) -> JSONDocument {
    try read(Array(text.utf8), limits: limits)
  }

  /// Finds the repeated names. It runs only when the parser has met a repetition, so the parser
  /// need not keep track of where it is.
  private static func findDuplicates(
    in value: JSONValue, at pointer: JSONPointer, _ found: inout [JSONPointer]
  ) {
    guard found.count < JSONDocument.duplicatesMax else { return }
    switch value {
    case .null, .bool, .number, .string: return
    case .array(let items):
      for (index, item) in items.enumerated() where item.isContainer {
        findDuplicates(in: item, at: pointer.appending(index), &found)
      }
    case .object(let object):
      for name in object.hasDuplicateNames ? object.duplicateNames : [] {
        guard found.count < JSONDocument.duplicatesMax else { return }
        found.append(pointer.appending(name))
      }
      for member in object.members where member.value.isContainer {
        findDuplicates(in: member.value, at: pointer.appending(member.name), &found)
      }
    }
  }
}

/// What was read: one value, and the member names that an object repeats (RFC 8259 §4 leaves their
/// meaning open, so whoever reads decides; the value keeps every member).
package struct JSONDocument: Sendable {
  /// Repeated names that are reported; of further ones it is only known that there are some.
  package static let duplicatesMax = 100

  package let root: JSONValue

  /// Each repeated name once for each object that repeats it, in document order, and at most
  /// `duplicatesMax` of them.
  package let duplicates: [JSONPointer]

  package init(root: JSONValue, duplicates: [JSONPointer] = []) {
    self.root = root
    self.duplicates = duplicates
  }
}

/// What a reader accepts at most (RFC 8259 §9 lets a parser set such limits).
package struct JSONLimits: Sendable, Equatable {
  /// Nested arrays and objects; the document's own root counts as one when it is a container.
  package var depthMax: Int
  /// Bytes of the whole document.
  package var byteCountMax: Int

  package init(depthMax: Int = 128, byteCountMax: Int = 8 << 20) {
    self.depthMax = depthMax
    self.byteCountMax = byteCountMax
  }

  package static let `default` = JSONLimits()
}
