import StrictJSON

/// One operation on its way out: what the page leaves out is put in, what is not valid is repaired.
struct OperationExport {
  let operation: Operation
  let root: JSONValue
  let nodes: [SchemaNode]

  func finish(_ value: inout JSONValue, extra: [(status: String, response: JSONValue)]) {
    exportParameters(&value)
    exportBody(&value)
    exportResponses(&value, extra)
    if operation.path.text != operation.plainPath {
      value.set("x-path", .string(operation.path.text))
    }
  }

  /// OpenAPI has Content-Type, Accept and Authorization parameters ignored (§4.7.12.2.1), and tools
  /// that do not ignore them send nonsense there: they are kept under a name that nobody reads.
  private func exportParameters(_ value: inout JSONValue) {
    var kept: [JSONValue] = []
    var ignored: [JSONValue] = []
    for parameter in operation.parameters {
      guard var item = parameter.pointer.resolve(in: root) else { continue }
      if parameter.isRequired { item.set("required", true) }
      item.edit("schema") { schema in
        dropUnfitDefault(&schema, parameter.schema)
        SchemaExport.sanitize(&schema)
      }
      Self.repairExamples(&item)
      if Self.isIgnored(parameter) { ignored.append(item) } else { kept.append(item) }
    }
    value.set("parameters", kept.isEmpty ? nil : .array(kept))
    if !ignored.isEmpty { value.set("x-ignored-parameters", .array(ignored)) }
  }

  private static func isIgnored(_ parameter: Parameter) -> Bool {
    let names = ["content-type", "accept", "authorization"]
    return parameter.location == .header && names.contains(parameter.lookupName)
  }

  private func exportBody(_ value: inout JSONValue) {
    guard let body = operation.body, var item = body.pointer.resolve(in: root) else { return }
    if body.isRequired { item.set("required", true) }
    item.edit("content") { content in
      content.editMembers { name, media in
        let schema = body.contents.first { CodePoints.areEqual($0.type.text, name) }?.schema
        media.edit("schema") { value in
          dropUnfitDefault(&value, schema)
          SchemaExport.sanitize(&value)
        }
        Self.repairExamples(&media)
      }
    }
    value.set("requestBody", item)
  }

  /// `default` of another type (`Bearer {{YOUR_API_KEY}}` is a string, but pages err) is dropped.
  private func dropUnfitDefault(_ schema: inout JSONValue, _ id: SchemaID?) {
    guard let id, let value = schema["default"] else { return }
    var validator = Validator(nodes: nodes, location: .body, collects: false)
    if !validator.validate(value, id) { schema.set("default", nil) }
  }

  private func exportResponses(
    _ value: inout JSONValue, _ extra: [(status: String, response: JSONValue)]
  ) {
    var responses: JSONValue = [:]
    for response in operation.responses {
      guard var item = response.pointer.resolve(in: root) else { continue }
      repair(&item, example: response.example)
      responses.set(response.status, item)
    }
    for (status, response) in extra where responses[status] == nil {
      responses.set(status, response)
    }
    if responses.object?.members.isEmpty != false {
      responses.set("200", ["description": "the page documents no answer"])
    }
    value.set("responses", responses)
  }

  private func repair(_ item: inout JSONValue, example: JSONValue?) {
    if item["description"]?.string == nil { item.set("description", "") }
    item.edit("content") { content in
      content.editMembers { _, media in
        Self.repairExamples(&media)
        media.edit("schema") { SchemaExport.sanitize(&$0) }
        guard let example, Self.saysNothing(media["schema"]) else { return }
        media.set("schema", SchemaExport.derived(from: example))
      }
    }
  }

  /// `properties: {}` describes no response; the example does.
  private static func saysNothing(_ schema: JSONValue?) -> Bool {
    guard let schema else { return true }
    let speaking = ["$ref", "allOf", "anyOf", "oneOf", "items", "enum", "additionalProperties"]
    if speaking.contains(where: { schema[$0] != nil }) { return false }
    let isFree = schema["properties"]?.object?.members.isEmpty ?? true
    return isFree && (schema["type"] == nil || schema["type"]?.string == "object")
  }

  /// Examples written as texts with comments become values; an empty list of them goes.
  private static func repairExamples(_ holder: inout JSONValue) {
    holder.edit("example") { $0 = ResponseSpec.value($0) }
    if holder["examples"]?.object?.members.isEmpty != false { holder.set("examples", nil) }
    if holder["example"] != nil { holder.set("examples", nil) }
    holder.edit("examples") { examples in
      examples.editMembers { _, example in example.edit("value") { $0 = ResponseSpec.value($0) } }
    }
  }
}
