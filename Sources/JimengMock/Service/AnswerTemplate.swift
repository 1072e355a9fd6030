import HTTPTransport
import StrictJSON

/// The body of an answer, as a service file describes it. The template is split at its placeholders
/// once, so that a request only copies bytes. It knows no vendor. Which placeholders are allowed
/// depends on the kind of the answer.
struct AnswerTemplate: Sendable {
  /// What `{{name}}` or `{{name:format}}` stands for.
  enum Value: Hashable, Sendable {
    // Strings: escaped, between the quotes of the template.
    case taskID, requestID, status, failReason, videoURL, message, code, method, path
    // Numbers: without quotes where they are the whole value, digits inside longer text.
    case taskIDNumber, progress, duration
    /// A string or a number, depending on its format.
    case time(Moment, TimeFormat)
    /// JSON values, written unchanged.
    case error, tasks

    enum Moment: String, CaseIterable, Sendable {
      case submitTime, endTime, now
    }

    /// Whether it is written without quotes when it is the whole value.
    fileprivate var isBare: Bool {
      switch self {
      case .taskID, .requestID, .status, .failReason, .videoURL, .message, .code, .method, .path:
        false
      case .time(_, let format): format.isNumber
      case .taskIDNumber, .progress, .duration, .error, .tasks: true
      }
    }

    /// Whether it can be a part of longer text.
    fileprivate var isScalar: Bool { self != .error && self != .tasks }
  }

  /// What stands between the values, one behind the other.
  private var text = ContiguousArray<UInt8>()
  /// The values, each with where the text before it ends.
  private var cuts: [(textEnd: Int, value: Value)] = []

  /// - Parameter fill: appends a value; `append(text:)` and its neighbours write it in its form.
  @inline(__always)
  func write(
    into output: inout ContiguousArray<UInt8>,
    _ fill: (Value, inout ContiguousArray<UInt8>) -> Void
  ) {
    text.withUnsafeBufferPointer { text in
      var start = 0
      for cut in cuts {
        output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<cut.textEnd]))
        fill(cut.value, &output)
        start = cut.textEnd
      }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
  }

  func contains(_ value: Value) -> Bool {
    cuts.contains { $0.value == value }
  }
}

// MARK: - Reading

extension AnswerTemplate {
  /// The placeholders that one answer may contain.
  struct Vocabulary {
    /// The values, by the name of the placeholder.
    private(set) var values: [String: Value]
    /// The job's parts by name, each with its pointer in the service file.
    var parts: [String: (template: JSONValue, pointer: JSONPointer)] = [:]

    init(values: [String: Value]) {
      self.values = values
    }

    mutating func add(_ name: String, _ value: Value) {
      values[name] = value
    }

    fileprivate var names: String {
      (values.keys.sorted() + parts.keys.sorted()).map { "{{\($0)}}" }.joined(separator: ", ")
    }
  }

  /// - Parameters:
  ///   - json: the body; its strings may hold placeholders.
  ///   - pointer: where it stands in the service file.
  init(
    _ json: JSONValue, at pointer: JSONPointer, _ vocabulary: Vocabulary
  ) throws(JSONNodeError) {
    var compiler = Compiler(vocabulary: vocabulary)
    try compiler.add(json, at: pointer)
    (self.text, cuts) = (compiler.bytes, compiler.cuts)
  }

  /// - Parameter text: sent unchanged, except for its placeholders.
  init(text: String, at pointer: JSONPointer, _ vocabulary: Vocabulary) throws(JSONNodeError) {
    var compiler = Compiler(vocabulary: vocabulary)
    for part in compiler.split(text) {
      switch part {
      case .text(let text): compiler.bytes.append(contentsOf: text)
      case .name(let name): compiler.add(try compiler.value(name, at: pointer))
      }
    }
    (self.text, cuts) = (compiler.bytes, compiler.cuts)
  }

  /// - Parameters:
  ///   - example: JSON from a page; braces in it are plain text.
  ///   - place: where to write the id of the task; nil for nowhere.
  init(literal example: JSONValue, taskID place: JSONPointer?) {
    var compiler = Compiler(vocabulary: Vocabulary(values: [:]))
    compiler.addLiteral(example, taskID: place)
    (self.text, cuts) = (compiler.bytes, compiler.cuts)
  }

  private struct Compiler {
    let vocabulary: Vocabulary
    var bytes = ContiguousArray<UInt8>()
    private(set) var cuts: [(textEnd: Int, value: Value)] = []
    /// The parts that are being written; a part must not contain itself.
    private var openParts: [String] = []

    /// Parts that hold parts that hold parts: more would be a mistake, and could fill the memory.
    private static let partDepthMax = 32
    private static let sizeMax = 1 << 20

    init(vocabulary: Vocabulary) {
      self.vocabulary = vocabulary
    }

    mutating func add(_ value: Value) {
      cuts.append((bytes.count, value))
    }

    mutating func add(_ json: JSONValue, at pointer: JSONPointer) throws(JSONNodeError) {
      switch json {
      case .string(let text): try add(string: text, at: pointer)
      case .array(let items):
        bytes.append(UInt8(ascii: "["))
        for (index, item) in items.enumerated() {
          if index > 0 { bytes.append(UInt8(ascii: ",")) }
          try add(item, at: pointer.appending(index))
        }
        bytes.append(UInt8(ascii: "]"))
      case .object(let object):
        bytes.append(UInt8(ascii: "{"))
        for (index, member) in object.members.enumerated() {
          if index > 0 { bytes.append(UInt8(ascii: ",")) }
          JSONWriter.write(string: member.name, to: &bytes)
          bytes.append(UInt8(ascii: ":"))
          try add(member.value, at: pointer.appending(member.name))
        }
        bytes.append(UInt8(ascii: "}"))
      case .null, .bool, .number: JSONWriter.write(json, to: &bytes)
      }
    }

    /// Writes the example with a sentinel in place of the id, and splits it there.
    mutating func addLiteral(_ json: JSONValue, taskID place: JSONPointer?) {
      // A private-use character: no page contains it (Unicode 16, section 23.5).
      let sentinel = "\u{10FFFD}"
      guard let place, let id = place.resolve(in: json) else {
        return JSONWriter.write(json, to: &bytes)
      }
      let isText = id.string != nil
      let text = JSONWriter.bytes(json.replacing(place, by: .string(sentinel)))
      let sentinelBytes = Array((isText ? sentinel : "\"\(sentinel)\"").utf8)
      let start = text.indices.first { text[$0...].starts(with: sentinelBytes) } ?? text.endIndex
      bytes.append(contentsOf: text[..<start])
      add(isText ? .taskID : .taskIDNumber)
      bytes.append(contentsOf: text[start...].dropFirst(sentinelBytes.count))
    }

    private mutating func add(string text: String, at pointer: JSONPointer) throws(JSONNodeError) {
      let parts = split(text)
      if parts.count == 1, case .name(let name) = parts[0] {
        if let part = vocabulary.parts[name] { return try add(part: name, part, from: pointer) }
        let value = try value(name, at: pointer)
        if value.isBare { return add(value) }
      }
      bytes.append(UInt8(ascii: "\""))
      for part in parts {
        switch part {
        case .text(let text): bytes.appendEscaped(String(decoding: text, as: UTF8.self))
        case .name(let name):
          let value = try value(name, at: pointer)
          guard value.isScalar else {
            throw JSONNodeError(
              pointer: pointer,
              problem: .rule("{{\(name)}} must be the whole value, without text around it"))
          }
          add(value)
        }
      }
      bytes.append(UInt8(ascii: "\""))
    }

    private mutating func add(
      part name: String, _ part: (template: JSONValue, pointer: JSONPointer),
      from pointer: JSONPointer
    ) throws(JSONNodeError) {
      guard !openParts.contains(name) else {
        throw JSONNodeError(
          pointer: pointer, problem: .rule("the part {{\(name)}} contains itself"))
      }
      guard openParts.count < Self.partDepthMax, bytes.count + cuts.count <= Self.sizeMax else {
        throw JSONNodeError(
          pointer: pointer,
          problem: .rule(
            "with the part {{\(name)}} the answer is too large: at most "
              + "\(Self.sizeMax >> 10) KiB, and parts within parts \(Self.partDepthMax) deep"))
      }
      openParts.append(name)
      try add(part.template, at: part.pointer)
      openParts.removeLast()
    }

    func value(_ name: String, at pointer: JSONPointer) throws(JSONNodeError) -> Value {
      if let value = vocabulary.values[name] { return value }
      let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
      if parts.count == 2, let format = TimeFormat(parts[1]),
        case .time(let moment, _) = vocabulary.values[parts[0]]
      {
        return .time(moment, format)
      }
      throw JSONNodeError(
        pointer: pointer,
        problem: .rule("{{\(name)}} is not known here; known are \(vocabulary.names)"))
    }

    enum Part {
      case text(ArraySlice<UInt8>)
      case name(String)
    }

    /// Splits at every `{{name}}`; spaces inside the braces are allowed. Other braces are text.
    func split(_ text: String) -> [Part] {
      let bytes = Array(text.utf8)
      var parts: [Part] = []
      var start = 0
      var position = 0
      while position + 1 < bytes.count {
        guard bytes[position] == UInt8(ascii: "{"), bytes[position + 1] == UInt8(ascii: "{"),
          let end = nameEnd(in: bytes, from: position + 2)
        else {
          position += 1
          continue
        }
        if position > start { parts.append(.text(bytes[start..<position])) }
        let name = bytes[position + 2..<end].filter { $0 != UInt8(ascii: " ") }
        parts.append(.name(String(decoding: name, as: UTF8.self)))
        position = end + 2
        start = position
      }
      if start < bytes.count || parts.isEmpty { parts.append(.text(bytes[start...])) }
      return parts
    }

    /// Longer names between braces are text.
    private static let nameBytesMax = 64

    /// Where `}}` ends the name that begins at `start`; nil if there is no such name.
    private func nameEnd(in bytes: [UInt8], from start: Int) -> Int? {
      let limit = min(bytes.count, start + Self.nameBytesMax)
      var end = start
      while end < limit, Self.isNameByte(bytes[end]) { end += 1 }
      guard end > start, end + 1 < bytes.count, bytes[end] == UInt8(ascii: "}"),
        bytes[end + 1] == UInt8(ascii: "}")
      else { return nil }
      return bytes[start..<end].allSatisfy { $0 == UInt8(ascii: " ") } ? nil : end
    }

    /// Letters, digits, and the punctuation of placeholder names.
    private static func isNameByte(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: " ._:#/+-".utf8.contains(byte)
      }
    }
  }
}

extension JSONValue {
  /// A copy with another value at `pointer`; an equal copy if nothing is there.
  fileprivate func replacing(_ pointer: JSONPointer, by value: JSONValue) -> JSONValue {
    guard let name = pointer.tokens.first else { return value }
    let rest = JSONPointer(tokens: Array(pointer.tokens.dropFirst()))
    if var items = array, let index = JSONPointer.arrayIndex(name), items.indices.contains(index) {
      items[index] = items[index].replacing(rest, by: value)
      return .array(items)
    }
    guard var object else { return self }
    for index in object.members.indices where object.members[index].name == name {
      object.members[index].value = object.members[index].value.replacing(rest, by: value)
    }
    return .object(object)
  }
}

// MARK: - Writing values

extension ContiguousArray<UInt8> {
  /// Appends `text` as the content of a JSON string, without the quotes.
  mutating func appendEscaped(_ text: String) {
    let start = count
    JSONWriter.write(string: text, to: &self)
    removeLast()
    remove(at: start)
  }
}
