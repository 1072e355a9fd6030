/// Bytes that are appended part by part, into memory that is used again. The memory stays
/// initialized, so a part costs little more than its copy; an array's `append` costs four times as
/// much. Inlinable, because every response and every record is written with it.
package struct ByteBlock: Sendable {
  @usableFromInline
  var storage = ContiguousArray<UInt8>()
  /// How many bytes were written.
  @usableFromInline
  package var count = 0

  package init() {}

  /// How many bytes fit before the memory has to grow.
  package var capacity: Int { storage.count }

  package var isEmpty: Bool { count == 0 }

  /// Empties it with memory for at least `capacity` bytes, and frees memory beyond `keptMax`.
  package mutating func restart(capacity: Int = 0, keptMax: Int = .max) {
    count = 0
    if storage.count > keptMax { storage = [] }
    if storage.count < capacity { grow(to: capacity) }
  }

  /// Grows by exactly this much, so that a large part doesn't double the memory.
  package mutating func reserve(_ additional: Int) {
    if storage.count < count + additional { extend(by: count + additional - storage.count) }
  }

  @inlinable
  package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    let start = count
    count += bytes.count
    if count > storage.count { grow(to: count) }
    storage.withUnsafeMutableBufferPointer { Self.copy(bytes, to: $0, at: start) }
  }

  @inlinable
  package mutating func append(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    append(UnsafeBufferPointer(rebasing: bytes))
  }

  @inlinable
  package mutating func append(_ bytes: ContiguousArray<UInt8>) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  @inlinable
  package mutating func append(_ byte: UInt8) {
    if count == storage.count { grow(to: count + 1) }
    storage[count] = byte
    count += 1
  }

  @inlinable
  package mutating func append(_ literal: StaticString) {
    append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Appends the UTF-8 of a text.
  package mutating func append(text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// Appends a number that is not negative, padded with zeros to `width` digits.
  package mutating func append(decimal number: Int, width: Int = 1) {
    append(count: DecimalDigits.count(of: number, width: width)) {
      DecimalDigits.write(number, to: $0)
    }
  }

  /// Appends `count` bytes that `body` writes.
  @inlinable @inline(__always)
  package mutating func append(
    count added: Int, writing body: (UnsafeMutableBufferPointer<UInt8>) -> Void
  ) {
    let start = count
    count += added
    if count > storage.count { grow(to: count) }
    storage.withUnsafeMutableBufferPointer {
      body(UnsafeMutableBufferPointer(rebasing: $0[start..<(start + added)]))
    }
  }

  /// Replaces every control byte from `start` on by `?`, except tabs.
  mutating func replaceControls(from start: Int) {
    storage.withUnsafeMutableBufferPointer { [count] bytes in
      let written = UnsafeBufferPointer(rebasing: bytes[..<count])
      var position = written.firstControlByte(from: start, to: count)
      while position < count {
        if bytes[position] != .tab { bytes[position] = UInt8(ascii: "?") }
        position = written.firstControlByte(from: position + 1, to: count)
      }
    }
  }

  /// `name:value`, and a line feed.
  @inlinable
  package mutating func appendLine(
    _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
  ) {
    let start = count
    count += name.count + value.count + 2
    if count > storage.count { grow(to: count) }
    storage.withUnsafeMutableBufferPointer { [end = count] storage in
      Self.copy(name, to: storage, at: start)
      storage[start + name.count] = UInt8(ascii: ":")
      Self.copy(value, to: storage, at: start + name.count + 1)
      storage[end - 1] = UInt8(ascii: "\n")
    }
  }

  /// Passes all bytes without a copy.
  @inlinable @inline(__always)
  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    withBytes(0..<count, body)
  }

  /// Passes the bytes of `range` without a copy.
  @inlinable @inline(__always)
  package func withBytes<Result>(
    _ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    storage.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// The bytes of `range` as UTF-8; invalid bytes are replaced.
  package func text(_ range: Range<Int>) -> String {
    withBytes(range) { String(decoding: $0, as: UTF8.self) }
  }

  /// All bytes as UTF-8; invalid bytes are replaced.
  package var text: String { text(0..<count) }

  @inlinable
  static func copy(
    _ bytes: UnsafeBufferPointer<UInt8>, to storage: UnsafeMutableBufferPointer<UInt8>,
    at start: Int
  ) {
    guard let source = bytes.baseAddress, let target = storage.baseAddress else { return }
    (target + start).update(from: source, count: bytes.count)
  }

  @usableFromInline @inline(never)
  mutating func grow(to capacity: Int) {
    extend(by: max(capacity, storage.count * 2) - storage.count)
  }

  private mutating func extend(by missing: Int) {
    var larger = ContiguousArray<UInt8>(repeating: 0, count: storage.count + missing)
    storage.withUnsafeBufferPointer { old in
      larger.withUnsafeMutableBufferPointer { Self.copy(old, to: $0, at: 0) }
    }
    storage = larger
  }
}

/// The decimal digits of a number that is not negative.
private enum DecimalDigits {
  static func count(of number: Int, width: Int) -> Int {
    var count = 1
    var bound: UInt = 10
    // 10^19 is beyond every Int, and still a UInt.
    while number.magnitude >= bound {
      count += 1
      bound *= 10
    }
    return max(count, width)
  }

  /// Fills `digits` from its end, and the rest with zeros.
  static func write(_ number: Int, to digits: UnsafeMutableBufferPointer<UInt8>) {
    var rest = number.magnitude
    for index in digits.indices.reversed() {
      digits[index] = .digitZero + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}

extension ContiguousArray<UInt8> {
  /// Appends a number that is not negative, padded with zeros to `width` digits.
  package mutating func append(decimal number: Int, width: Int = 1) {
    let start = count
    append(contentsOf: repeatElement(0, count: DecimalDigits.count(of: number, width: width)))
    withUnsafeMutableBufferPointer {
      DecimalDigits.write(number, to: UnsafeMutableBufferPointer(rebasing: $0[start...]))
    }
  }

  /// Appends the bytes of a literal.
  @inline(__always)
  package mutating func append(_ literal: StaticString) {
    append(
      contentsOf: UnsafeBufferPointer(
        start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Appends the UTF-8 of a text without an intermediate array.
  package mutating func append(text: String) {
    var text = text
    text.withUTF8 { append(contentsOf: $0) }
  }
}
