import StrictJSON

extension RecordedExchange {
  /// Whether it is what a case asks, but for the path: the same method, the same body as it is
  /// written, and the same header fields as far as they decide about an answer.
  func isAsked(by request: CaseRequest) -> Bool {
    method == request.method && hasBody(of: request) && hasHeaders(of: request)
  }

  /// JSON is compared as JSON, with `5` and `5.0` apart; what is none, or repeats a name, by its
  /// bytes.
  private func hasBody(of request: CaseRequest) -> Bool {
    let asked = request.body ?? []
    if asked == body { return true }
    guard let left = try? JSONReader.read(asked), left.duplicates.isEmpty,
      let right = try? JSONReader.read(body), right.duplicates.isEmpty
    else { return false }
    return left.root.isWritten(as: right.root)
  }

  private func hasHeaders(of request: CaseRequest) -> Bool {
    for (name, value) in request.headers where self[header: name] ?? "" != value { return false }
    func isNamed(_ name: String) -> Bool {
      request.headers.contains { $0.name.lowercased() == name }
    }
    // Which key was the right one is not recorded; a 401 says that it was another.
    let isOtherwiseKeyed =
      request.isAnonymous ? self[header: "Authorization"] != nil : answer.status == 401
    if !isNamed("authorization"), isOtherwiseKeyed { return false }
    // Many clients give a type to a GET that has no body.
    let isTyped = self[header: "Content-Type"] != nil
    if method != "GET", !isNamed("content-type"), isTyped { return false }
    return isNamed("accept") || acceptsJSON
  }

  /// A case that says nothing of Accept is asked in the service's own form.
  private var acceptsJSON: Bool {
    guard let accept = self[header: "Accept"]?.lowercased() else { return true }
    return ["*/*", "application/*", "application/json"].contains { accept.contains($0) }
  }
}

extension JSONValue {
  /// Whether both are equal and every number is written alike; the order of members does not count.
  /// Neither may repeat a name.
  fileprivate func isWritten(as other: JSONValue) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)): left.text == right.text
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isWritten(as: $1) }
    case (.object(let left), .object(let right)):
      left.members.count == right.members.count
        && left.members.allSatisfy { member in
          right[member.name].map { member.value.isWritten(as: $0) } ?? false
        }
    case (.null, _), (.bool, _), (.string, _), (.number, _), (.array, _), (.object, _):
      self == other
    }
  }
}
