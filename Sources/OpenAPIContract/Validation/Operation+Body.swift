package import StrictJSON

extension Operation {
  /// What a request's body breaks, everything at once, in the order of the page's fields. Repeated
  /// member names are violations too; of each, the last value is judged.
  package func judgeBody(_ document: JSONDocument) -> Judgement {
    guard let schema = body?.jsonSchema else { return Self.judgeNames(document) }
    let judgement = SchemaExaminer.examine(
      document.root, nodes: nodes, root: schema, location: .body)
    guard !document.duplicates.isEmpty else { return judgement }
    var all = Self.judgeNames(document)
    all.append(judgement)
    return all
  }

  /// Whether `judgeBody` would find nothing to say of the body, as far as a glance can tell. False
  /// says nothing.
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

  /// What is wrong with a request that carries nothing.
  package func judgeMissingBody() -> Judgement {
    var judgement = Judgement()
    guard let body, body.isRequired else { return judgement }
    let expected = body.contents.map(\.range.text).joined(separator: ", ")
    judgement.add(
      Violation(
        location: .body, pointer: .root, rule: .required, expected: expected, actual: "",
        message: "body: required, but missing", source: body.requiredSource))
    return judgement
  }

  /// What is wrong with a request whose body is not JSON.
  package func judgeUnreadableBody(_ error: JSONReadError) -> Judgement {
    var judgement = Judgement()
    judgement.add(
      Violation(
        location: .body, pointer: .root, rule: .json, expected: "JSON (RFC 8259)", actual: "",
        message: "the body is not JSON: \(error)", source: body?.source))
    return judgement
  }

  private static func judgeNames(_ document: JSONDocument) -> Judgement {
    var judgement = Judgement()
    for pointer in document.duplicates {
      var path = FieldPath()
      for token in pointer.tokens { path.push(.name(token)) }
      let name = ValueWords.elide(pointer.tokens.last ?? "")
      judgement.add(
        Violation(
          location: .body, pointer: pointer, rule: .duplicateName, expected: "one \(name)",
          actual: name, message: "\(ValueWords.elide(path.words)): given more than once",
          source: nil))
    }
    return judgement
  }
}
