/// Bytes that are written once, one part behind the other, into memory that is used repeatedly.
/// The memory stays initialized, so a part costs a copy and little besides; an array's `append`
/// costs four times that.
struct ByteBlock: Sendable {
  private var storage = ContiguousArray<UInt8>()
  private(set) var count = 0

  /// How much is there to be written without moving.
  var capacity: Int { storage.count }

  init() {}

  /// Makes room for at least `capacity` bytes from the start, giving up memory beyond `keptMax`.
  mutating func restart(capacity: Int, keptMax: Int) {
    count = 0
    if storage.count > keptMax { storage = [] }
    if storage.count < capacity { grow(to: capacity) }
  }

  /// Makes room for exactly this much more, so that large parts do not double the memory.
  mutating func reserve(_ additional: Int) {
    if storage.count < count + additional { extend(by: count + additional - storage.count) }
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    let start = count
    count += bytes.count
    if count > storage.count { grow(to: count) }
    storage.withUnsafeMutableBufferPointer { Self.copy(bytes, to: $0, at: start) }
  }

  mutating func append(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    append(UnsafeBufferPointer(rebasing: bytes))
  }

  mutating func append(_ byte: UInt8) {
    if count == storage.count { grow(to: count + 1) }
    storage[count] = byte
    count += 1
  }

  mutating func append(_ literal: StaticString) {
    append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// `name:value`, and a line feed.
  @inline(__always)
  mutating func appendLine(
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

  /// Passes the bytes of `range` without a copy.
  func withBytes<Result>(
    _ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    storage.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  func text(_ range: Range<Int>) -> String {
    withBytes(range) { String(decoding: $0, as: UTF8.self) }
  }

  @inline(__always)
  private static func copy(
    _ bytes: UnsafeBufferPointer<UInt8>, to storage: UnsafeMutableBufferPointer<UInt8>,
    at start: Int
  ) {
    guard let source = bytes.baseAddress, let target = storage.baseAddress else { return }
    (target + start).update(from: source, count: bytes.count)
  }

  @inline(never)
  private mutating func grow(to capacity: Int) {
    extend(by: max(capacity, storage.count * 2) - storage.count)
  }

  private mutating func extend(by missing: Int) {
    storage.reserveCapacity(storage.count + missing)
    storage.append(contentsOf: repeatElement(0, count: missing))
  }
}
