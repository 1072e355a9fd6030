import StrictJSON

/// Parameters, bodies and responses of an operation.
extension ContractCompiler {
  func parameterNodes(_ node: SpecNode) throws(ContractError) -> [SpecNode] {
    guard let list = node.member("parameters") else { return [] }
    var nodes: [SpecNode] = []
    for item in try list.items("a list of parameters") { nodes.append(try item.resolved()) }
    return nodes
  }

  /// The operation's own parameters win over the path's of the same place and name (§4.7.9.1).
  mutating func parameters(
    _ node: SpecNode, shared: [SpecNode], _ template: PathTemplate
  ) throws(ContractError) -> [Parameter] {
    var parameters: [Parameter] = []
    for own in try parameterNodes(node) {
      let parameter = try parameter(own)
      guard !parameters.contains(where: { $0.hasSameKey(as: parameter) }) else {
        throw own.error(.parameterRepeated(parameter.name))
      }
      parameters.append(parameter)
    }
    var inherited: [Parameter] = []
    for item in shared {
      let parameter = try parameter(item)
      if !parameters.contains(where: { $0.hasSameKey(as: parameter) }) {
        inherited.append(parameter)
      }
    }
    let all = inherited + parameters
    for name in template.parameterNames {
      let isDeclared = all.contains { $0.location == .path && CodePoints.areEqual($0.name, name) }
      guard isDeclared else { throw node.error(.pathParameterMissing(name)) }
    }
    return all
  }

  private mutating func parameter(_ node: SpecNode) throws(ContractError) -> Parameter {
    let name = try node.required("name").string("the parameter's name")
    let place = try node.required("in")
    let location = try self.location(place)
    let requirement = node.member("required")
    let isDeclared = try requirement?.bool() ?? false
    var source = isDeclared ? requirement?.source("required") : nil
    let (schema, isJSON) = try parameterSchema(node)
    if source == nil { source = try schemas.proseSource(of: .required, in: node) }
    if location == .path, source == nil { source = place.source("in") }
    reportStyle(node, location)
    return Parameter(
      location: location, name: name, requiredSource: source, schema: schema, isJSON: isJSON,
      isExploded: node.member("explode")?.value.bool ?? true, pointer: node.pointer)
  }

  private func location(_ node: SpecNode) throws(ContractError) -> Violation.Location {
    let text = try node.string("query, header, path or cookie")
    guard let location = Violation.Location(rawValue: text), location != .body else {
      throw node.error(.parameterLocationUnknown(text))
    }
    return location
  }

  /// The schema, with what the parameter's own description adds to it.
  private mutating func parameterSchema(
    _ node: SpecNode
  ) throws(ContractError) -> (SchemaID?, isJSON: Bool) {
    if let content = node.member("content") {
      let members = try content.members("one media type and its schema")
      guard members.count == 1 else { throw content.error(.contentNotSingle(members.count)) }
      let (name, media) = members[0]
      let type = try mediaType(name, media)
      guard type.isJSON, let schema = media.member("schema") else { return (nil, false) }
      return (try schemas.compile(schema), true)
    }
    guard let schema = node.member("schema") else { return (nil, false) }
    return (try schemas.compile(schema, describedBy: node.member("description")), false)
  }

  private mutating func reportStyle(_ node: SpecNode, _ location: Violation.Location) {
    guard let style = node.member("style")?.value.string else { return }
    let usual = location == .query || location == .cookie ? "form" : "simple"
    if style != usual {
      schemas.add(unchecked: "style", in: node, why: "values are read as \(usual) has them")
    }
  }

  func mediaType(_ name: String, _ node: SpecNode) throws(ContractError) -> MediaType {
    guard let type = MediaType(name) else { throw node.error(.mediaTypeInvalid(name)) }
    return type
  }

  mutating func body(_ node: SpecNode) throws(ContractError) -> RequestBody? {
    guard let body = try node.member("requestBody")?.resolved() else { return nil }
    let requirement = body.member("required")
    let isRequired = try requirement?.bool() ?? false
    let content = try body.required("content")
    var contents: [RequestBody.Content] = []
    for (name, media) in try content.members("media types, such as application/json") {
      let type = try mediaType(name, media)
      let schema = try media.member("schema").map { node throws(ContractError) in
        try schemas.compile(node)
      }
      if schema != nil, !type.isJSON {
        schemas.add(unchecked: "schema", in: media, why: "only JSON bodies are checked")
      }
      contents.append(.init(type: type, schema: schema))
    }
    let names = contents.map(\.type.text).joined(separator: ", ")
    return RequestBody(
      contents: contents, requiredSource: isRequired ? requirement?.source("required") : nil,
      pointer: body.pointer,
      source: RuleSource(
        origin: .schema, words: "content: \(names)", pointer: content.pointer, line: content.line))
  }

  func responses(_ node: SpecNode) throws(ContractError) -> [ResponseSpec] {
    guard let member = node.member("responses") else { return [] }
    var responses: [ResponseSpec] = []
    for (status, reference) in try member.members("responses, each under its status") {
      if status.hasPrefix("x-") { continue }
      guard ResponseSpec.isStatus(status) else { throw reference.error(.statusInvalid(status)) }
      responses.append(try ResponseSpec(status, try reference.resolved()))
    }
    return responses
  }
}
