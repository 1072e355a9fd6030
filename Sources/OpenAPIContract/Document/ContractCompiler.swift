import StrictJSON

/// Goes through an OpenAPI document (3.0.x; 3.1 as far as it means the same) and compiles each
/// operation. It owns the order of things; schemas are `SchemaCompiler`'s.
struct ContractCompiler {
  let root: SpecNode
  var schemas: SchemaCompiler

  init(_ document: SpecDocument) throws(ContractError) {
    root = SpecNode(document: document, value: document.root, pointer: .root)
    schemas = SchemaCompiler(document: document, dialect: try SchemaDialect(root))
  }

  mutating func compile() throws(ContractError) -> Contract {
    let prefixes = try serverPrefixes()
    var drafts: [OperationDraft] = []
    var shapes: Set<JSONName> = []
    for (path, item) in try root.required("paths").members("an object of paths") {
      if path.hasPrefix("x-") { continue }
      guard let template = PathTemplate(path) else { throw item.error(.pathTemplateInvalid(path)) }
      guard shapes.insert(JSONName(template.shape)).inserted else {
        throw item.error(.pathRepeated(path))
      }
      drafts += try operations(template, try item.resolved(), prefixes)
    }
    guard !drafts.isEmpty else {
      throw (root.member("paths") ?? root).error(.noOperation)
    }
    let nodes = try schemas.finish()
    let operations = drafts.map { Operation($0, nodes: nodes) }
    return Contract(
      name: root.document.name, title: root.member("info")?.value["title"]?.string ?? "",
      operations: operations, nodes: nodes, unread: schemas.unread, unchecked: schemas.unchecked,
      document: root.document)
  }

  /// The paths of `servers`, without a trailing slash; those with variables are left out.
  private func serverPrefixes() throws(ContractError) -> [String] {
    guard let servers = root.member("servers") else { return [] }
    var prefixes: [String] = []
    for server in try servers.items("a list of servers") {
      let url = try server.required("url").string("a URL")
      if let prefix = Self.pathPrefix(url) { prefixes.append(prefix) }
    }
    return prefixes
  }

  private static func pathPrefix(_ url: String) -> String? {
    let slash = UInt8(ascii: "/")
    var rest = Array(url.utf8)[...]
    if rest.first != slash {
      let scheme = rest.firstIndex(of: UInt8(ascii: ":")) ?? rest.startIndex
      guard rest[scheme...].starts(with: "://".utf8) else { return nil }
      rest = rest[(scheme + 3)...].drop { $0 != slash }
    }
    while rest.last == slash { rest.removeLast() }
    let isPlain = rest.allSatisfy { !"{}?#".utf8.contains($0) }
    return rest.isEmpty || !isPlain ? nil : String(decoding: rest, as: UTF8.self)
  }

  private static let methods = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
  ]

  private mutating func operations(
    _ template: PathTemplate, _ item: SpecNode, _ prefixes: [String]
  ) throws(ContractError) -> [OperationDraft] {
    let shared = try parameterNodes(item)
    var drafts: [OperationDraft] = []
    for (name, node) in try item.members("the methods of the path, such as post") {
      guard Self.methods.contains(name) else { continue }
      var draft = OperationDraft(
        node: node, method: name, path: template, prefixes: prefixes)
      _ = try node.object("an operation object")
      draft.parameters = try parameters(node, shared: shared, template)
      draft.body = try body(node)
      draft.responses = try responses(node)
      reportContentTypeWithoutBody(draft)
      drafts.append(draft)
    }
    return drafts
  }

  /// OpenAPI would have a Content-Type parameter ignored (§4.7.12.2.1); here it is enforced where
  /// there is a body to have a type.
  private mutating func reportContentTypeWithoutBody(_ draft: OperationDraft) {
    guard draft.body == nil else { return }
    for parameter in draft.parameters where parameter.isContentType {
      schemas.add(
        unchecked: "Content-Type", at: parameter.pointer,
        why: "the request has no body to have a type")
    }
  }
}
