package import StrictJSON

/// One method on one path, and all that a request to it must satisfy. An object: every request is
/// checked against one, and copies of all its parts would cost more than the check.
package final class Operation: Sendable {
  /// In capitals: `POST`.
  package let method: String
  /// As the page writes it, `/BASE_URL` included.
  package let path: PathTemplate
  /// Where it is served: the path as written, and without the page's flattened variable.
  package let served: [PathTemplate]
  package let summary: String
  /// `operationId`; pages of this family have none.
  package let id: String?
  package let parameters: [Parameter]
  /// Those that a request can break: all but optional header fields that may hold anything.
  let breakableParameters: [Parameter]
  package let body: RequestBody?
  /// In the page's order.
  package let responses: [ResponseSpec]
  /// The page's file, and where the operation stands in it.
  package let file: String
  package let line: Int?
  package let pointer: JSONPointer
  /// Of the whole contract; `SchemaID`s point into it.
  package let nodes: [SchemaNode]
  /// Whether `validateHead` looks at the path or the query: at its parameters there.
  package let readsPathOrQuery: Bool
  /// For bodies that are plainly valid; nil where the schema is not that simple.
  let recognizer: BodyRecognizer?

  init(_ draft: OperationDraft, nodes: [SchemaNode]) {
    method = draft.method.uppercased()
    path = draft.path
    served = draft.served
    summary = draft.node.member("summary")?.value.string ?? ""
    id = draft.node.member("operationId")?.value.string
    parameters = draft.parameters.map { $0.finished(nodes) }
    breakableParameters = parameters.filter {
      $0.location != .header || $0.isContentType || $0.isRequired || $0.needsValue
    }
    readsPathOrQuery = parameters.contains { $0.location == .path || $0.location == .query }
    body = draft.body?.finished(nodes)
    responses = draft.responses
    file = draft.node.document.name
    line = draft.node.line
    pointer = draft.node.pointer
    self.nodes = nodes
    recognizer = body?.jsonSchema.flatMap { BodyRecognizer($0, nodes: nodes) }
  }

  package func node(_ id: SchemaID) -> SchemaNode { nodes[id.index] }

  package var servedPaths: [String] { served.map(\.text) }

  /// `/jimeng/submit/videos`: the shortest of the served paths.
  package var plainPath: String {
    servedPaths.min { $0.utf8.count < $1.utf8.count } ?? path.text
  }

  /// The example of the first response that says success (2xx).
  package var successExample: JSONValue? {
    responses.first { $0.status.hasPrefix("2") && $0.example != nil }?.example
  }

  /// The status of the first response that says success; 200 where only a range (`2XX`) or nothing
  /// is documented.
  package var successStatus: Int {
    responses.lazy.filter { $0.status.hasPrefix("2") }.compactMap { Int($0.status) }.first ?? 200
  }
}

/// An `Operation` in the making: everything but the schemas, which are finished last.
struct OperationDraft {
  let node: SpecNode
  let method: String
  let path: PathTemplate
  let served: [PathTemplate]
  var parameters: [Parameter] = []
  var body: RequestBody?
  var responses: [ResponseSpec] = []

  init(node: SpecNode, method: String, path: PathTemplate, prefixes: [String]) {
    self.node = node
    self.method = method
    self.path = path
    served = PathTemplate.servedPaths(path.text, prefixes: prefixes).compactMap { PathTemplate($0) }
  }
}
