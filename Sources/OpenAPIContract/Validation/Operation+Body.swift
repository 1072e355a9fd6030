package import StrictJSON

extension Operation {
  /// What a request's body breaks, everything at once, in the order of the page's fields. Repeated
  /// member names are violations too; of each, the last value counts.
  package func validateBody(_ document: JSONDocument) -> ValidationResult {
    guard let schema = body?.jsonSchema else { return Self.validateNames(document) }
    let result = validate(document.root, by: schema)
    guard !document.duplicates.isEmpty else { return result }
    var all = Self.validateNames(document)
    all.append(result)
    return all
  }

  /// Whether the body is plainly valid, so that `validateBody` would find nothing. False says
  /// nothing.
  /// - Parameter note: gets the position of every field on the way, and where its value stands: of
  ///   a string what is between the quotes, which has no escape in it.
  package func recognizes(
    _ body: UnsafeBufferPointer<UInt8>, noting note: (Int, Range<Int>) -> Void = { _, _ in }
  ) -> Bool {
    recognizer?.recognizes(body, noting: note) ?? false
  }

  /// The names of the fields that `recognizes` knows.
  package var recognizedNames: [String] { recognizer?.names ?? [] }

  /// The position of a field among those that `recognizes` knows.
  package func recognizedPosition(of name: String) -> Int? {
    recognizer?.position(of: name)
  }

  /// Every violation of one of the operation's schemas; the pointers begin at the value.
  package func validate(_ value: JSONValue, by id: SchemaID) -> ValidationResult {
    Validator.validate(value, nodes: nodes, root: id, location: .body)
  }

  /// What is wrong with a request that carries nothing.
  package func validateMissingBody() -> ValidationResult {
    var result = ValidationResult()
    guard let body, body.isRequired else { return result }
    let expected = body.contents.map(\.type.text).joined(separator: ", ")
    result.add(
      Violation(
        location: .body, pointer: .root, rule: .required, expected: expected, actual: "",
        message: "body: required, but missing", source: body.requiredSource))
    return result
  }

  /// What is wrong with a request whose body is not JSON.
  package func validateUnreadableBody(_ error: JSONReadError) -> ValidationResult {
    var result = ValidationResult()
    result.add(
      Violation(
        location: .body, pointer: .root, rule: .json, expected: "JSON (RFC 8259)", actual: "",
        message: "the body is not JSON: \(error)", source: body?.source))
    return result
  }

  private static func validateNames(_ document: JSONDocument) -> ValidationResult {
    var result = ValidationResult()
    for pointer in document.duplicates {
      var path = FieldPath()
      for token in pointer.tokens { path.push(.name(token)) }
      let name = ValueWords.elide(pointer.tokens.last ?? "")
      result.add(
        Violation(
          location: .body, pointer: pointer, rule: .duplicateName, expected: "one \(name)",
          actual: name, message: "\(ValueWords.elide(path.words)): given more than once",
          source: nil))
    }
    return result
  }
}
