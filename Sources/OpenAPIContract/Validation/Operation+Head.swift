import StrictJSON

/// How a request's head is looked at: by name, without a table. The server passes its own storage.
///
/// - Parameters:
///   - name: in lower case for a header; exact for a cookie.
///   - use: is called once, with the field's value, or nil when the request has no such field.
package typealias FieldLookup = (
  _ name: String, _ use: (UnsafeBufferPointer<UInt8>?) -> Void
) -> Void

extension Operation {
  /// What the head of a request breaks: required headers and parameters, their values, and the
  /// Content-Type, which must be one of the body's media types.
  ///
  /// - Parameters:
  ///   - path: as it was sent, without the query; one that a served path matches.
  ///   - query: behind the `?`, undecoded; empty when there is none.
  ///   - header: looks up a header field.
  package func validateHead(
    path: UnsafeBufferPointer<UInt8>, query: UnsafeBufferPointer<UInt8>, header: FieldLookup
  ) -> ValidationResult {
    var result = ValidationResult()
    var isContentTypeChecked = false
    for parameter in breakableParameters {
      switch parameter.location {
      case .header where parameter.isContentType:
        isContentTypeChecked = true
        validateContentType(parameter, header, &result)
      case .header: validateHeader(parameter, header, &result)
      case .cookie: validateCookie(parameter, header, &result)
      case .query: validateQuery(parameter, query, &result)
      case .path: validatePath(parameter, path, &result)
      case .body: break
      }
    }
    if !isContentTypeChecked { validateContentType(nil, header, &result) }
    return result
  }

  private func validateHeader(
    _ parameter: Parameter, _ header: FieldLookup, _ result: inout ValidationResult
  ) {
    header(parameter.lookupName) { bytes in
      guard let bytes else { return reportMissing(parameter, &result) }
      guard parameter.needsValue else { return }
      validate(parameter, [String(decoding: bytes, as: UTF8.self)], &result)
    }
  }

  /// A body must be of one of the page's types, also where the page declares no such header.
  private func validateContentType(
    _ parameter: Parameter?, _ header: FieldLookup, _ result: inout ValidationResult
  ) {
    guard let body else { return }
    header("content-type") { bytes in
      guard let bytes else {
        if let parameter, parameter.isRequired { return reportMissing(parameter, &result) }
        return reportMediaType(nil, body, &result)
      }
      if !body.accepts(bytes) {
        reportMediaType(String(decoding: bytes.prefix(400), as: UTF8.self), body, &result)
      } else if let parameter, parameter.needsValue {
        validate(parameter, [String(decoding: bytes, as: UTF8.self)], &result)
      }
    }
  }

  private func reportMediaType(
    _ value: String?, _ body: RequestBody, _ result: inout ValidationResult
  ) {
    guard !body.contents.isEmpty else { return }
    let expected = body.contents.map(\.type.text).joined(separator: ", ")
    let actual = value.map { ValueWords.elide($0) } ?? ""
    let problem = value == nil ? "missing; the body must be" : "\(actual) is not"
    result.add(
      Violation(
        location: .header, pointer: JSONPointer(tokens: ["Content-Type"]), rule: .mediaType,
        expected: expected, actual: actual, message: "Content-Type: \(problem) \(expected)",
        source: body.source))
  }

  private func validateCookie(
    _ parameter: Parameter, _ header: FieldLookup, _ result: inout ValidationResult
  ) {
    header("cookie") { bytes in
      guard let bytes, let value = CookieText(bytes: bytes).value(of: parameter.name) else {
        return reportMissing(parameter, &result)
      }
      validate(parameter, [value], &result)
    }
  }

  private func validateQuery(
    _ parameter: Parameter, _ query: UnsafeBufferPointer<UInt8>, _ result: inout ValidationResult
  ) {
    let values = QueryText(bytes: query).values(of: parameter.name)
    guard !values.isEmpty else { return reportMissing(parameter, &result) }
    validate(parameter, values, &result)
  }

  private func validatePath(
    _ parameter: Parameter, _ path: UnsafeBufferPointer<UInt8>, _ result: inout ValidationResult
  ) {
    let values = served.lazy.compactMap { $0.values(in: path) }.first ?? []
    let value = values.first { CodePoints.areEqual($0.name, parameter.name) }?.value
    guard let value else { return reportMissing(parameter, &result) }
    validate(parameter, [value], &result)
  }

  private func reportMissing(_ parameter: Parameter, _ result: inout ValidationResult) {
    guard parameter.isRequired else { return }
    result.add(
      Violation(
        location: parameter.location, pointer: JSONPointer(tokens: [parameter.name]),
        rule: .required, expected: parameter.name, actual: "",
        message: "\(parameter.words): required, but missing", source: parameter.requiredSource))
  }

  private func validate(_ parameter: Parameter, _ texts: [String], _ result: inout ValidationResult)
  {
    guard let schema = parameter.schema else { return }
    let value = ParameterValue(parameter: parameter, nodes: nodes).value(texts, schema)
    var validator = Validator(nodes: nodes, location: parameter.location, collects: true)
    validator.path.push(.name(parameter.name))
    validator.validate(value, schema, isBranch: true)
    result.append(validator.finish())
  }
}

extension Parameter {
  fileprivate var words: String {
    switch location {
    case .header: name
    case .query, .path, .cookie, .body: "\(location.rawValue) parameter \(name)"
    }
  }
}
