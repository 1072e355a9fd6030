import StrictJSON

/// Proves of the commonest bodies that they break no rule, in one pass over their bytes and without
/// making a value of them. It says "valid" or "don't know", never "invalid": what is not plainly
/// right is left to `JSONReader` and `Validator`, which it must agree with (a test holds them
/// together). It knows flat objects whose fields have scalar types and enums; for any other schema
/// there is none.
final class BodyRecognizer: Sendable {
  /// A field, as ranges over `text` and `literals`.
  private struct Field: Sendable {
    let name: Range<Int>
    let types: TypeSet
    let literals: Range<Int>
    /// Whether it has an enum.
    let isEnumerated: Bool
  }

  /// Names and literals, one behind the other.
  private let text: ContiguousArray<UInt8>
  private let fields: ContiguousArray<Field>
  /// The JSON text of each allowed value, without the quotes of a string.
  private let literals: ContiguousArray<Range<Int>>
  private let requiredMask: UInt64

  /// - Returns: nil when the schema asks for more than is known here.
  init?(_ root: SchemaID, nodes: [SchemaNode]) {
    let node = nodes[root.index]
    guard node.types == .object, node.enumeration == nil, node.combination == nil,
      !node.isReadOnly, let objects = node.objects, objects.isPlain, objects.fields.count <= 64
    else { return nil }
    var text = ContiguousArray<UInt8>()
    var literals = ContiguousArray<Range<Int>>()
    func keep(_ string: String) -> Range<Int> {
      let start = text.count
      text.append(contentsOf: string.utf8)
      return start..<text.count
    }
    var fields = ContiguousArray<Field>()
    for field in objects.fields {
      guard let schema = field.schema, nodes[schema.index].isPlainScalar else { return nil }
      let scalar = nodes[schema.index]
      let start = literals.count
      for value in scalar.enumeration?.values ?? [] {
        switch (value, scalar.types) {
        case (.string(let string), .string): literals.append(keep(string))
        case (.number(let number), .number), (.number(let number), .integer):
          literals.append(keep(number.text))
        default: return nil
        }
      }
      fields.append(
        Field(
          name: keep(field.name), types: scalar.types, literals: start..<literals.count,
          isEnumerated: scalar.enumeration != nil))
    }
    self.text = text
    self.fields = fields
    self.literals = literals
    requiredMask = objects.requiredMask
  }

  var names: [String] { fields.map { String(decoding: text[$0.name], as: UTF8.self) } }

  /// The position of a field among those it knows.
  func position(of name: String) -> Int? {
    fields.firstIndex { text[$0.name].elementsEqual(name.utf8) }
  }

  /// Whether the body is JSON that breaks no rule and gives no cause for a warning.
  /// - Parameter note: gets the position of every field on the way, and where its value stands: of
  ///   a string what is between the quotes, which has no escape in it.
  func recognizes(
    _ bytes: UnsafeBufferPointer<UInt8>, noting note: (Int, Range<Int>) -> Void
  ) -> Bool {
    text.withUnsafeBufferPointer { text in
      fields.withUnsafeBufferPointer { fields in
        literals.withUnsafeBufferPointer { literals in
          var scanner = Scanner(bytes: bytes, text: text, fields: fields, literals: literals)
          return scanner.scanObject(noting: note) && scanner.seen & requiredMask == requiredMask
        }
      }
    }
  }

  /// One pass over one body.
  private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    let text: UnsafeBufferPointer<UInt8>
    let fields: UnsafeBufferPointer<Field>
    let literals: UnsafeBufferPointer<Range<Int>>
    /// One bit a field.
    private(set) var seen: UInt64 = 0
    private var offset = 0

    init(
      bytes: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>,
      fields: UnsafeBufferPointer<Field>, literals: UnsafeBufferPointer<Range<Int>>
    ) {
      self.bytes = bytes
      self.text = text
      self.fields = fields
      self.literals = literals
    }

    mutating func scanObject(noting note: (Int, Range<Int>) -> Void) -> Bool {
      guard skip(UInt8(ascii: "{")) else { return false }
      var hint = 0
      repeat {
        guard skip(UInt8(ascii: "\"")), let index = scanName(hint: hint),
          skip(UInt8(ascii: ":")), let value = scanValue(fields[index])
        else { return false }
        note(index, value)
        hint = index + 1
      } while skip(UInt8(ascii: ","))
      guard skip(UInt8(ascii: "}")) else { return false }
      skipWhitespace()
      return offset == bytes.count
    }

    /// A field that has not been seen; its index.
    private mutating func scanName(hint: Int) -> Int? {
      let end = PlainText.end(in: bytes, from: offset)
      guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return nil }
      let name = offset..<end
      offset = end + 1
      for step in 0..<fields.count {
        let index = (hint + step) % fields.count
        guard equals(name, fields[index].name) else { continue }
        guard seen & (1 << UInt64(index)) == 0 else { return nil }
        seen |= 1 << UInt64(index)
        return index
      }
      return nil
    }

    /// Where a value stands that the field allows.
    private mutating func scanValue(_ field: Field) -> Range<Int>? {
      skipWhitespace()
      guard offset < bytes.count else { return nil }
      let start = offset
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        guard field.types.contains(.string), let inside = scanString() else { return nil }
        return !field.isEnumerated || isLiteral(inside, of: field) ? inside : nil
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard let isInteger = scanNumber(),
          field.types.contains(.number) || isInteger && field.types.contains(.integer)
        else { return nil }
        let written = start..<offset
        return !field.isEnumerated || isLiteral(written, of: field) ? written : nil
      default:
        return nil
      }
    }

    /// The range between the quotes of a string without escapes, in well-formed UTF-8.
    private mutating func scanString() -> Range<Int>? {
      let start = offset + 1
      let end = PlainText.end(in: bytes, from: start)
      guard end < bytes.count, bytes[end] == UInt8(ascii: "\""),
        UTF8Check.firstInvalidOffset(in: bytes, from: start, to: end) == nil
      else { return nil }
      offset = end + 1
      return start..<end
    }

    /// RFC 8259 §6. Whether it is written as an integer; nil when it is no number.
    private mutating func scanNumber() -> Bool? {
      var isInteger = true
      _ = skipByte(UInt8(ascii: "-"))
      if !skipByte(UInt8(ascii: "0")) {
        guard skipDigits() else { return nil }
      }
      if skipByte(UInt8(ascii: ".")) {
        isInteger = false
        guard skipDigits() else { return nil }
      }
      if skipByte(UInt8(ascii: "e")) || skipByte(UInt8(ascii: "E")) {
        isInteger = false
        if !skipByte(UInt8(ascii: "+")) { _ = skipByte(UInt8(ascii: "-")) }
        guard skipDigits() else { return nil }
      }
      return isInteger
    }

    /// Byte for byte: another spelling of an allowed value is for others to know.
    private func isLiteral(_ value: Range<Int>, of field: Field) -> Bool {
      field.literals.contains { equals(value, literals[$0]) }
    }

    private func equals(_ part: Range<Int>, _ own: Range<Int>) -> Bool {
      guard part.count == own.count else { return false }
      for index in 0..<part.count
      where bytes[part.lowerBound + index] != text[own.lowerBound + index] {
        return false
      }
      return true
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
      skipWhitespace()
      return skipByte(byte)
    }

    private mutating func skipByte(_ byte: UInt8) -> Bool {
      guard offset < bytes.count, bytes[offset] == byte else { return false }
      offset += 1
      return true
    }

    private mutating func skipDigits() -> Bool {
      let start = offset
      while offset < bytes.count, bytes[offset] &- UInt8(ascii: "0") < 10 { offset += 1 }
      return offset > start
    }

    /// RFC 8259 §2.
    private mutating func skipWhitespace() {
      while offset < bytes.count {
        switch bytes[offset] {
        case 0x20, 0x09, 0x0A, 0x0D: offset += 1
        default: return
        }
      }
    }
  }
}

extension ObjectRules {
  /// Fields by name and nothing else.
  fileprivate var isPlain: Bool {
    additional == .allowed && countMin == 0 && countMax == .max
  }
}

extension SchemaNode {
  /// A type or an enum of strings and numbers, and nothing else.
  fileprivate var isPlainScalar: Bool {
    !types.isEmpty && types.isDisjoint(with: [.array, .object]) && numbers == nil && strings == nil
      && arrays == nil && objects == nil && combination == nil && !isReadOnly
  }
}
