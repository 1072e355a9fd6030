/// Fuzzes the readers of pages. The oracles: no crash; what the YAML reader accepts, written as
/// JSON, is accepted by the strict JSON reader with the same value, and by the YAML reader too,
/// since JSON is YAML's flow style; a page loads the same as YAML and inside a fence.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzYAML(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  do {
    let located = try YAMLReader.read(bytes)
    checkRoundTrip(located.value)
    checkLines(located, lineCount: bytes.count { $0 == 0x0A || $0 == 0x0D } + 1)
  } catch {
    precondition(error.line >= 1 && error.column >= 1, "a place outside of the text")
    precondition(!error.description.utf8.contains(0x0A), "a message of two lines")
  }
  checkPages(bytes)
  return 0
}

private func checkRoundTrip(_ value: JSONValue) {
  let written = JSONWriter.bytes(value, style: .pretty)
  guard let read = try? JSONReader.read(written) else {
    preconditionFailure("what was written is no JSON")
  }
  precondition(read.root == value && read.duplicates.isEmpty, "as JSON the value differs")
  do {
    let again = try YAMLReader.read(Array(written)).value
    precondition(again == value, "as flow style the value differs")
  } catch {
    guard case .notPrintable = error.reason else {
      preconditionFailure("as flow style it is refused: \(error)")
    }
  }
}

private func checkLines(_ value: LocatedValue, lineCount: Int) {
  precondition((1...lineCount).contains(value.line), "a line outside of the text")
  switch value.kind {
  case .scalar: return
  case .array(let items):
    for item in items { checkLines(item, lineCount: lineCount) }
  case .object(let members):
    for member in members { checkLines(member.value, lineCount: lineCount) }
  }
}

private func checkPages(_ bytes: [UInt8]) {
  for name in ["a.md", "a.json", "a"] { _ = try? SpecLoader.load(bytes, name: name) }
  guard let document = try? SpecLoader.load(bytes, name: "a.yaml") else { return }
  let json = JSONWriter.bytes(document.root, style: .pretty)
  let asJSON = try? SpecLoader.load(Array(json), name: "a.json")
  precondition(asJSON?.root == document.root, "as a JSON file the document differs")
  let fenced = Array("```json\n".utf8) + json + Array("\n```\n".utf8)
  let page = try? SpecLoader.load(fenced, name: "a.md")
  precondition(page?.root == document.root, "inside a fence the document differs")
  precondition(page?.line(at: .root) == 2, "inside a fence the line differs")
}
