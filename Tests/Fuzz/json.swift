/// Fuzzes the JSON reader, writer, numbers and the tolerant reader. The oracles: what is accepted
/// is written and read back equal, in the same bytes the second time; the tolerant reader agrees
/// about what the strict one accepts; a container without its last byte is refused; order and
/// equality of the numbers that occur do not contradict each other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let bytes = UnsafeBufferPointer(start: data, count: size)
  do {
    let document = try JSONReader.read(bytes)
    checkRoundTrip(document)
    checkTolerant(String(decoding: bytes, as: UTF8.self), document)
    checkTruncated(document)
    checkNumbers(numbers(in: document.root))
  } catch {
    precondition((0...size).contains(error.offset), "an offset outside of the text")
    precondition(!error.description.utf8.contains(0x0A), "a message of two lines")
    _ = try? TolerantJSONReader.read(String(decoding: bytes, as: UTF8.self))
  }
  return 0
}

private func checkRoundTrip(_ document: JSONDocument) {
  for style in [JSONWriter.Style.compact, .pretty] {
    let written = JSONWriter.bytes(document.root, style: style)
    guard let again = try? JSONReader.read(written) else {
      preconditionFailure("what was written is not accepted")
    }
    precondition(again.root == document.root, "read back, the value differs")
    precondition(again.root.hashValue == document.root.hashValue, "equal values hash apart")
    precondition(again.duplicates == document.duplicates, "the duplicates differ")
    precondition(JSONWriter.bytes(again.root, style: style) == written, "the bytes differ")
  }
  for pointer in document.duplicates {
    precondition(JSONPointer(pointer.description) == pointer, "a pointer does not read back")
  }
}

private func checkTolerant(_ text: String, _ document: JSONDocument) {
  let tolerant = try? TolerantJSONReader.read(text)
  precondition(tolerant?.root == document.root, "the tolerant reader disagrees")
}

private func checkTruncated(_ document: JSONDocument) {
  switch document.root {
  case .null, .bool, .number, .string: return
  case .array, .object:
    let written = JSONWriter.bytes(document.root).dropLast()
    precondition((try? JSONReader.read(Array(written))) == nil, "a cut container is accepted")
  }
}

private func numbers(in value: JSONValue) -> [JSONNumber] {
  switch value {
  case .null, .bool, .string: []
  case .number(let number): [number]
  case .array(let items): items.flatMap(numbers)
  case .object(let object): object.members.flatMap { numbers(in: $0.value) }
  }
}

private func checkNumbers(_ numbers: [JSONNumber]) {
  for left in numbers.prefix(12) {
    _ = (left.int, left.double, left.isInteger)
    precondition(JSONNumber(left.text) == left, "a number does not read back")
    for right in numbers.prefix(12) {
      let relations = [left < right, right < left, left == right].count { $0 }
      precondition(relations == 1, "\(left.text) and \(right.text) are in no order")
      precondition(left != right || left.hashValue == right.hashValue, "equal, but hash apart")
      if let one = left.double, let two = right.double, one < two {
        precondition(left < right, "\(left.text) and \(right.text) are in another order")
      }
      if left.isMultiple(of: right), right.isMultiple(of: left) {
        precondition(JSONNumber(magnitude(left)) == JSONNumber(magnitude(right)), "both divide")
      }
    }
  }
}

private func magnitude(_ number: JSONNumber) -> String {
  String(number.text.drop { $0 == "-" })
}
