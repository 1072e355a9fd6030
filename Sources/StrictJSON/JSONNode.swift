/// A value of one of our own JSON files or request bodies, together with its JSON Pointer. This is
/// the one strict reader of such JSON: a wrong type, a value out of range and an unknown key are
/// errors that say what would be right. It knows no file names and no HTTP: each caller turns
/// `JSONNodeError` into an error of its own.
///
///     let root = try JSONNode.read(bytes)
///     try root.checkKeys(["name", "status", "delay"], required: ["name"])
///     let name = try root.required("name").string()
///     let status = try root["status"]?.integer(in: 200...599) ?? 200
package struct JSONNode: Sendable {
  package let value: JSONValue
  package let pointer: JSONPointer

  package init(_ value: JSONValue, at pointer: JSONPointer = .root) {
    self.value = value
    self.pointer = pointer
  }

  /// Reads a whole text. An object that repeats a key is refused.
  package static func read(
    _ bytes: some Sequence<UInt8>, limits: JSONLimits = .default
  ) throws(JSONNodeError) -> JSONNode {
    let document: JSONDocument
    do throws(JSONReadError) {
      document = try JSONReader.read(ContiguousArray(bytes), limits: limits)
    } catch {
      throw JSONNodeError(pointer: .root, problem: .notJSON(error))
    }
    if let repeated = document.duplicates.first {
      throw JSONNodeError(pointer: repeated, problem: .repeatedKey)
    }
    return JSONNode(document.root)
  }

  package func error(_ problem: JSONNodeError.Problem) -> JSONNodeError {
    JSONNodeError(pointer: pointer, problem: problem)
  }

  /// - Parameter expected: what would be right, as it follows "must be": `a string`.
  package func mustBe(_ expected: String) -> JSONNodeError {
    error(.mustBe(expected))
  }
}

// MARK: Members and items

extension JSONNode {
  /// Checks that this is an object, that it has no unknown key and that no required key is missing.
  /// - Parameter known: every key that the object may have.
  package func checkKeys(_ known: [String], required: [String] = []) throws(JSONNodeError) {
    for (key, node) in try members()
    where !known.contains(where: { CodePoints.areEqual($0, key) }) {
      throw node.error(.unknownKey(nearest: NearestName.find(key, among: known), known: known))
    }
    for key in required where value[key] == nil { throw error(.missingKey(key)) }
  }

  /// The member of that name; nil when there is none, or when this is no object.
  package subscript(key: String) -> JSONNode? {
    value[key].map { JSONNode($0, at: pointer.appending(key)) }
  }

  /// The member of that name.
  package func required(_ key: String) throws(JSONNodeError) -> JSONNode {
    guard value.object != nil else { throw mustBe("an object") }
    guard let member = self[key] else { throw error(.missingKey(key)) }
    return member
  }

  /// All members of an object whose keys are free, in their order.
  package func members(
    _ expected: String = "an object"
  ) throws(JSONNodeError) -> [(key: String, node: JSONNode)] {
    guard let object = value.object else { throw mustBe(expected) }
    return object.members.map {
      (key: $0.name, node: JSONNode($0.value, at: pointer.appending($0.name)))
    }
  }

  /// The items of an array.
  package func items(_ expected: String = "an array") throws(JSONNodeError) -> [JSONNode] {
    guard let items = value.array else { throw mustBe(expected) }
    return items.indices.map { JSONNode(items[$0], at: pointer.appending($0)) }
  }
}

// MARK: Values

extension JSONNode {
  package func string(_ expected: String = "a string") throws(JSONNodeError) -> String {
    guard let string = value.string else { throw mustBe(expected) }
    return string
  }

  package func bool() throws(JSONNodeError) -> Bool {
    guard let bool = value.bool else { throw mustBe("true or false") }
    return bool
  }

  /// A number that is written as an integer: `5.0` is none.
  package func integer(
    in range: ClosedRange<Int>, _ expected: String? = nil
  ) throws(JSONNodeError) -> Int {
    guard let number = value.number, number.isInteger, let integer = number.int,
      range.contains(integer)
    else {
      let bounds =
        range.upperBound == .max
        ? "of \(range.lowerBound) or more" : "from \(range.lowerBound) to \(range.upperBound)"
      throw mustBe(expected ?? "an integer \(bounds)")
    }
    return integer
  }

  /// Any number, as the nearest double.
  package func decimal(in range: ClosedRange<Double>) throws(JSONNodeError) -> Double {
    guard let double = value.number?.double, range.contains(double) else {
      throw mustBe("a number from \(Self.text(range.lowerBound)) to \(Self.text(range.upperBound))")
    }
    return double
  }

  /// `600000`, not `600000.0`.
  private static func text(_ bound: Double) -> String {
    Int(exactly: bound).map(String.init) ?? "\(bound)"
  }

  /// One of the words of an enumeration.
  package func word<Word: RawRepresentable & CaseIterable>(
    _ type: Word.Type = Word.self
  ) throws(JSONNodeError) -> Word where Word.RawValue == String {
    try word(of: Array(Word.allCases))
  }

  /// One of these words of an enumeration.
  package func word<Word: RawRepresentable>(
    of allowed: [Word]
  ) throws(JSONNodeError) -> Word where Word.RawValue == String {
    let text = value.string
    for word in allowed {
      if let text, CodePoints.areEqual(word.rawValue, text) { return word }
    }
    throw mustBe("one of \(allowed.map(\.rawValue).joined(separator: ", "))")
  }
}

/// Where one of our own JSON texts is wrong, and what would be right there.
package struct JSONNodeError: Error, Equatable, Sendable {
  package enum Problem: Equatable, Sendable {
    case notJSON(JSONReadError)
    case repeatedKey
    case unknownKey(nearest: String?, known: [String])
    case missingKey(String)
    /// - Parameter expected: what would be right, as it follows "must be".
    case mustBe(String)
    /// A rule of the caller's, in a short sentence.
    case rule(String)
  }

  package let pointer: JSONPointer
  package let problem: Problem

  package init(pointer: JSONPointer, problem: Problem) {
    self.pointer = pointer
    self.problem = problem
  }
}

extension JSONNodeError: CustomStringConvertible {
  /// `/response/statu: unknown key; did you mean status?`
  package var description: String {
    pointer == .root ? "\(problem)" : "\(pointer): \(problem)"
  }
}

extension JSONNodeError.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notJSON(let error): "\(error)"
    case .repeatedKey: "the key stands twice"
    case .unknownKey(let nearest?, _): "unknown key" + NearestName.suggestion([nearest])
    case .unknownKey(nil, let known): "unknown key; known: \(known.joined(separator: ", "))"
    case .missingKey(let key): "\(key) is missing"
    case .mustBe(let expected): "must be \(expected)"
    case .rule(let sentence): sentence
    }
  }
}
