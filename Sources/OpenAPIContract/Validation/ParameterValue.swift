import StrictJSON

/// Turns a parameter's text into the value that its schema speaks of: `5` is a number where a
/// number is asked for. What does not fit stays a text, and its schema says so.
struct ParameterValue {
  let parameter: Parameter
  let nodes: [SchemaNode]

  /// - Parameter texts: one, or several when a query repeats the name.
  func value(_ texts: [String], _ schema: SchemaID) -> JSONValue {
    let last = texts.last ?? ""
    if parameter.isJSON {
      return (try? JSONReader.read(last))?.root ?? .string(last)
    }
    let node = nodes[schema.index]
    guard types(of: schema) == .array else { return value(last, types(of: schema)) }
    let isRepeated = parameter.location == .query && parameter.isExploded
    let items = isRepeated ? texts : Self.list(last)
    guard let item = node.arrays?.items else {
      return .array(items.map(JSONValue.string))
    }
    return .array(items.map { value($0, types(of: item)) })
  }

  /// Comma-separated (`style: simple`, and `form` when it is not exploded).
  private static func list(_ text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
  }

  private func value(_ text: String, _ types: TypeSet) -> JSONValue {
    if !types.intersection([.number, .integer]).isEmpty, let number = JSONNumber(text) {
      return .number(number)
    }
    if types.contains(.boolean), text == "true" || text == "false" { return .bool(text == "true") }
    return .string(text)
  }

  /// What the schema asks for, also when it says so within `allOf` (a `$ref` with siblings).
  private func types(of schema: SchemaID) -> TypeSet {
    var id = schema
    for _ in 0..<8 {
      let node = nodes[id.index]
      if !node.types.isEmpty { return node.types }
      guard let next = node.combination?.allOf.first else { return [] }
      id = next
    }
    return []
  }
}

/// A query of `name=value` pairs (the form encoding of the URL standard §5.1).
struct QueryText {
  let bytes: UnsafeBufferPointer<UInt8>

  /// The decoded values of every pair of that name.
  func values(of name: String) -> [String] {
    guard !bytes.isEmpty else { return [] }
    return bytes.split(separator: UInt8(ascii: "&")).compactMap { pair in
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      let decoded = PercentEncoding.decode(pair[..<equals], plusIsSpace: true)
      guard CodePoints.areEqual(decoded, name) else { return nil }
      return PercentEncoding.decode(pair[equals...].dropFirst(), plusIsSpace: true)
    }
  }
}

/// A Cookie field: `name=value` pairs, parted by semicolons (RFC 6265 §4.2.1).
struct CookieText {
  let bytes: UnsafeBufferPointer<UInt8>

  func value(of name: String) -> String? {
    for pair in bytes.split(separator: UInt8(ascii: ";")) {
      let trimmed = pair.drop { $0 == 0x20 }
      guard let equals = trimmed.firstIndex(of: UInt8(ascii: "=")) else { continue }
      guard CodePoints.areEqual(String(decoding: trimmed[..<equals], as: UTF8.self), name) else {
        continue
      }
      return String(decoding: trimmed[(equals + 1)...], as: UTF8.self)
    }
    return nil
  }
}
