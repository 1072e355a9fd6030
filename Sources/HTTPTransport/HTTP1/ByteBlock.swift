/// Bytes that are written once, one part behind the other, into memory that is used repeatedly.
/// The memory stays initialized, so a part costs a copy and little besides; an array's `append`
/// costs four times that. Inlinable, since every answer and every record is written with it.
package struct ByteBlock: Sendable {
  @usableFromInline
  var storage = ContiguousArray<UInt8>()
  /// How many have been written.
  @usableFromInline
  package var count = 0

  package init() {}

  /// How much is there to be written without moving.
  package var capacity: Int { storage.count }

  package var isEmpty: Bool { count == 0 }

  /// Makes room for at least `capacity` bytes from the start, giving up memory beyond `keptMax`.
  package mutating func restart(capacity: Int = 0, keptMax: Int = .max) {
    count = 0
    if storage.count > keptMax { storage = [] }
    if storage.count < capacity { grow(to: capacity) }
  }

  /// Makes room for exactly this much more, so that large parts do not double the memory.
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
    var rest = number.magnitude
    var digitCount = 1
    var bound: UInt = 10
    // 10^19 is beyond every Int, and still a UInt.
    while rest >= bound {
      digitCount += 1
      bound *= 10
    }
    digitCount = max(digitCount, width)
    append(count: digitCount) { digits in
      for index in digits.indices.reversed() {
        digits[index] = .digitZero + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
    }
  }

  /// Appends `count` bytes that `body` writes.
  @inlinable
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

  /// Puts a `?` in place of every control byte from `start` on, but for tabs.
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

  /// Passes all that was written without a copy.
  @inlinable
  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    withBytes(0..<count, body)
  }

  /// Passes the bytes of `range` without a copy.
  @inlinable
  package func withBytes<Result>(
    _ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    storage.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// The bytes of `range` as UTF-8; what is none is replaced.
  package func text(_ range: Range<Int>) -> String {
    withBytes(range) { String(decoding: $0, as: UTF8.self) }
  }

  /// All that was written as UTF-8; what is none is replaced.
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
