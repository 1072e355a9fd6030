/// The fields of one section in the order received, as ranges over one block of bytes: a field
/// costs no string. Names compare without ASCII case (RFC 9110 §5.1).
package struct HTTPFields: Sendable {
  @usableFromInline
  struct Entry: Sendable {
    @usableFromInline var nameStart: Int32
    @usableFromInline var nameCount: Int32
    @usableFromInline var valueStart: Int32
    @usableFromInline var valueCount: Int32
  }

  @usableFromInline var bytes = ContiguousArray<UInt8>()
  @usableFromInline private(set) var entries = ContiguousArray<Entry>()
  /// One bit for each length that a name has: most absent names need no search.
  private var nameCounts: UInt64 = 0

  package init() {}

  package var count: Int { entries.count }

  mutating func append(_ entry: Entry) {
    entries.append(entry)
    nameCounts |= Self.bit(forNameOf: Int(entry.nameCount))
  }

  /// Whether `name` is a field name: a token (RFC 9110 §5.6.2).
  package static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy(ByteSet.token.contains)
  }

  private static func bit(forNameOf count: Int) -> UInt64 { 1 << UInt64(count & 63) }

  /// Name and value as text, in the order received; bytes that are not UTF-8 are replaced.
  package subscript(position: Int) -> (name: String, value: String) {
    let entry = entries[position]
    return bytes.withUnsafeBufferPointer { buffer in
      (
        String(decoding: Self.name(of: entry, in: buffer), as: UTF8.self),
        String(decoding: Self.value(of: entry, in: buffer), as: UTF8.self)
      )
    }
  }

  /// The value of every line with this name, as text, in the order received.
  package func values(of name: StaticString) -> [String] {
    guard contains(name) else { return [] }
    return name.withUTF8Buffer { name in
      bytes.withUnsafeBufferPointer { buffer in
        entries.filter { Self.name(of: $0, in: buffer).equalsIgnoringCase(name) }
          .map { String(decoding: Self.value(of: $0, in: buffer), as: UTF8.self) }
      }
    }
  }

  package func contains(_ name: StaticString) -> Bool {
    withValue(of: name) { $0 != nil }
  }

  /// The first value with this name, as text, or nil.
  package subscript(name: StaticString) -> String? {
    name.withUTF8Buffer { withValue(of: $0) { $0.map { String(decoding: $0, as: UTF8.self) } } }
  }

  /// Passes the bytes of the first value with this name, or nil, without a copy.
  @inlinable @inline(__always)
  package func withValue<Result>(
    of name: UnsafeBufferPointer<UInt8>,
    _ body: (UnsafeBufferPointer<UInt8>?) -> Result
  ) -> Result {
    let position = position(of: name)
    guard position < entries.count else { return body(nil) }
    return bytes.withUnsafeBufferPointer { body(Self.value(of: entries[position], in: $0)) }
  }

  /// Where the first field with this name stands, or the count.
  @usableFromInline
  func position(of name: UnsafeBufferPointer<UInt8>) -> Int {
    guard nameCounts & Self.bit(forNameOf: name.count) != 0 else { return entries.count }
    return bytes.withUnsafeBufferPointer { buffer in
      entries.withUnsafeBufferPointer { entries in
        var position = 0
        while position < entries.count {
          let entry = entries[position]
          if Int(entry.nameCount) == name.count,
            Self.name(of: entry, in: buffer).equalsIgnoringCase(name)
          {
            break
          }
          position += 1
        }
        return position
      }
    }
  }

  /// Passes the bytes of the first value with this name, or nil, without a copy.
  @inlinable @inline(__always)
  package func withValue<Result>(
    of name: StaticString, _ body: (UnsafeBufferPointer<UInt8>?) -> Result
  ) -> Result {
    name.withUTF8Buffer { withValue(of: $0, body) }
  }

  /// Passes the bytes of the first value with this name, or nil, without a copy.
  @inlinable @inline(__always)
  package func withValue<Result>(
    named name: String, _ body: (UnsafeBufferPointer<UInt8>?) -> Result
  ) -> Result {
    var name = name
    return name.withUTF8 { withValue(of: $0, body) }
  }

  /// Passes name and value of every field in the order received, without a copy.
  @inlinable @inline(__always)
  package func visit(
    _ body: (_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Void
  ) {
    bytes.withUnsafeBufferPointer { buffer in
      entries.withUnsafeBufferPointer { entries in
        for entry in entries {
          body(Self.name(of: entry, in: buffer), Self.value(of: entry, in: buffer))
        }
      }
    }
  }

  /// Passes the lines of the fields as they were received, line ends and all between them.
  package func withLines<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { buffer in
      guard let first = entries.first else { return body(buffer[part: 0..<0]) }
      return body(buffer[part: Int(first.nameStart)..<end])
    }
  }

  /// Passes what follows the last field: line ends, and in a refused section the lines that are not
  /// whole fields. Passes nothing when there is no field.
  package func withUnreadLines<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    bytes.withUnsafeBufferPointer { buffer in
      body(entries.isEmpty ? buffer[part: 0..<0] : buffer[part: end..<buffer.count])
    }
  }

  /// Where the last value ends.
  private var end: Int {
    entries.last.map { Int($0.valueStart + $0.valueCount) } ?? 0
  }

  /// Empties it and keeps its memory, unless that is more than an ordinary head needs.
  mutating func reset() {
    bytes.removeAll(keepingCapacity: bytes.capacity <= 4096)
    entries.removeAll(keepingCapacity: true)
    nameCounts = 0
  }

  @inlinable
  static func name(
    of entry: Entry, in buffer: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      rebasing: buffer[Int(entry.nameStart)..<Int(entry.nameStart + entry.nameCount)])
  }

  @inlinable
  static func value(
    of entry: Entry, in buffer: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      rebasing: buffer[Int(entry.valueStart)..<Int(entry.valueStart + entry.valueCount)])
  }
}
