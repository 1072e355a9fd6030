import StrictJSON

extension Operation {
  /// What the head of a request breaks: required headers and parameters, their values, and the
  /// Content-Type, judged against the body's media types.
  ///
  /// - Parameters:
  ///   - path: as it was sent, without the query; one that a served path matches.
  ///   - query: behind the `?`, undecoded; empty when there is none.
  ///   - header: looks up a header field.
  package func judgeHead(
    path: UnsafeBufferPointer<UInt8>, query: UnsafeBufferPointer<UInt8>, header: FieldLookup
  ) -> Judgement {
    var judgement = Judgement()
    var isContentTypeJudged = false
    for parameter in breakableParameters {
      switch parameter.location {
      case .header where parameter.isContentType:
        isContentTypeJudged = true
        judgeContentType(parameter, header, &judgement)
      case .header: judgeHeader(parameter, header, &judgement)
      case .cookie: judgeCookie(parameter, header, &judgement)
      case .query: judgeQuery(parameter, query, &judgement)
      case .path: judgePath(parameter, path, &judgement)
      case .body: break
      }
    }
    if !isContentTypeJudged { judgeContentType(nil, header, &judgement) }
    return judgement
  }

  private func judgeHeader(
    _ parameter: Parameter, _ header: FieldLookup, _ judgement: inout Judgement
  ) {
    header(parameter.lookupName) { bytes in
      guard let bytes else { return reportMissing(parameter, &judgement) }
      guard parameter.needsValue else { return }
      judge(parameter, [String(decoding: bytes, as: UTF8.self)], &judgement)
    }
  }

  /// Names that no page gives stand for none: a body must be one of the page's types.
  private func judgeContentType(
    _ parameter: Parameter?, _ header: FieldLookup, _ judgement: inout Judgement
  ) {
    guard let body else { return }
    header("content-type") { bytes in
      guard let bytes else {
        if let parameter, parameter.isRequired { return reportMissing(parameter, &judgement) }
        return reportMediaType(nil, body, &judgement)
      }
      if !body.accepts(bytes) {
        reportMediaType(String(decoding: bytes.prefix(400), as: UTF8.self), body, &judgement)
      } else if let parameter, parameter.needsValue {
        judge(parameter, [String(decoding: bytes, as: UTF8.self)], &judgement)
      }
    }
  }

  private func reportMediaType(
    _ value: String?, _ body: RequestBody, _ judgement: inout Judgement
  ) {
    guard !body.contents.isEmpty else { return }
    let expected = body.contents.map(\.range.text).joined(separator: ", ")
    let actual = value.map { ValueWords.elide($0) } ?? ""
    let problem = value == nil ? "missing; the body must be" : "\(actual) is not"
    judgement.add(
      Violation(
        location: .header, pointer: JSONPointer(tokens: ["Content-Type"]), rule: .mediaType,
        expected: expected, actual: actual, message: "Content-Type: \(problem) \(expected)",
        source: body.source))
  }

  private func judgeCookie(
    _ parameter: Parameter, _ header: FieldLookup, _ judgement: inout Judgement
  ) {
    header("cookie") { bytes in
      guard let bytes, let value = CookieText(bytes).value(of: parameter.name) else {
        return reportMissing(parameter, &judgement)
      }
      judge(parameter, [value], &judgement)
    }
  }

  private func judgeQuery(
    _ parameter: Parameter, _ query: UnsafeBufferPointer<UInt8>, _ judgement: inout Judgement
  ) {
    let values = QueryText(query).values(of: parameter.name)
    guard !values.isEmpty else { return reportMissing(parameter, &judgement) }
    judge(parameter, values, &judgement)
  }

  private func judgePath(
    _ parameter: Parameter, _ path: UnsafeBufferPointer<UInt8>, _ judgement: inout Judgement
  ) {
    let values = served.lazy.compactMap { $0.values(in: path) }.first ?? []
    let value = values.first { CodePoints.areEqual($0.name, parameter.name) }?.value
    guard let value else { return reportMissing(parameter, &judgement) }
    judge(parameter, [value], &judgement)
  }

  private func reportMissing(_ parameter: Parameter, _ judgement: inout Judgement) {
    guard parameter.isRequired else { return }
    judgement.add(
      Violation(
        location: parameter.location, pointer: JSONPointer(tokens: [parameter.name]),
        rule: .required, expected: parameter.name, actual: "",
        message: "\(parameter.words): required, but missing", source: parameter.requiredSource))
  }

  private func judge(_ parameter: Parameter, _ texts: [String], _ judgement: inout Judgement) {
    guard let schema = parameter.schema else { return }
    let value = ParameterValue(parameter, nodes: nodes).value(texts, schema)
    var examiner = SchemaExaminer(nodes: nodes, location: parameter.location)
    examiner.path.push(.name(parameter.name))
    examiner.examine(value, schema, isBranch: true)
    judgement.append(examiner.finish())
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
