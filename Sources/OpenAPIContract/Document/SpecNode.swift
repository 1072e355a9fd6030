import StrictJSON

/// A value of the document and the way to it, so that whatever is wrong with it can be placed.
struct SpecNode {
  let document: SpecDocument
  let value: JSONValue
  let pointer: JSONPointer

  var line: Int? { document.line(at: pointer) }

  func error(_ fault: ContractFault) -> ContractError {
    ContractError(file: document.name, line: line, pointer: pointer, fault: fault)
  }

  func wrongKind(_ expected: String) -> ContractError {
    error(.wrongKind(found: ValueWords.short(value), expected: expected))
  }

  /// The member of that name, when this is an object that has it.
  func member(_ name: String) -> SpecNode? {
    value[name].map { child($0, at: name) }
  }

  func child(_ value: JSONValue, at name: String) -> SpecNode {
    SpecNode(document: document, value: value, pointer: pointer.appending(name))
  }

  func required(_ name: String) throws(ContractError) -> SpecNode {
    guard let member = member(name) else { throw error(.memberMissing(name)) }
    return member
  }

  func object(_ expected: String = "an object") throws(ContractError) -> JSONObject {
    guard let object = value.object else { throw wrongKind(expected) }
    return object
  }

  /// Its members in order, the last of each name.
  func members(_ expected: String = "an object") throws(ContractError) -> [(String, SpecNode)] {
    try object(expected).members.map { ($0.name, child($0.value, at: $0.name)) }
  }

  func items(_ expected: String) throws(ContractError) -> [SpecNode] {
    guard let items = value.array else { throw wrongKind(expected) }
    return items.indices.map { index in
      SpecNode(document: document, value: items[index], pointer: pointer.appending(index))
    }
  }

  func string(_ expected: String = "a string") throws(ContractError) -> String {
    guard let string = value.string else { throw wrongKind(expected) }
    return string
  }

  func bool() throws(ContractError) -> Bool {
    guard let bool = value.bool else { throw wrongKind("true or false") }
    return bool
  }

  func number() throws(ContractError) -> JSONNumber {
    guard let number = value.number else { throw wrongKind("a number") }
    return number
  }

  func count() throws(ContractError) -> Int {
    guard let count = value.number?.int, count >= 0 else {
      throw wrongKind("a whole number of 0 or more")
    }
    return count
  }

  /// A keyword and its value, as a source's words: `type: integer`.
  func source(_ keyword: String) -> RuleSource {
    RuleSource(
      origin: .schema, words: "\(keyword): \(ValueWords.yaml(value))", pointer: pointer, line: line)
  }
}

extension SpecNode {
  /// What `$ref` leads to, at the end of a chain of them (OpenAPI 3.0.3 §4.7.23); itself when there
  /// is none. The target keeps its own place in the document.
  func resolved() throws(ContractError) -> SpecNode {
    var node = self
    var seen: Set<JSONPointer> = []
    while let reference = node.member("$ref"), let text = reference.value.string {
      guard seen.insert(node.pointer).inserted else {
        throw error(.referenceCycle(text))
      }
      node = try reference.target(text)
    }
    return node
  }

  private func target(_ text: String) throws(ContractError) -> SpecNode {
    guard text.utf8.first == UInt8(ascii: "#") else { throw error(.referenceNotLocal(text)) }
    guard let target = JSONPointer(fragment: text) else { throw error(.referenceInvalid(text)) }
    guard let value = target.resolve(in: document.root) else {
      throw error(.referenceToNowhere(text))
    }
    return SpecNode(document: document, value: value, pointer: target)
  }
}
