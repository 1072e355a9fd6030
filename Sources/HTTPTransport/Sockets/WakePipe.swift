#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A pipe whose reading end a poller watches, so that another thread can end its wait.
struct WakePipe: Sendable {
  let reader: Socket
  private let writer: Socket

  init() throws(SystemCallError) {
    (reader, writer) = try Socket.pipe()
  }

  /// A full pipe already holds a wake-up, so a failed write loses nothing.
  func wake() {
    var byte: UInt8 = 1
    _ = write(writer.descriptor, &byte, 1)
  }

  func drain() {
    var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &bytes) { bytes in
      while read(reader.descriptor, bytes.baseAddress, bytes.count) == bytes.count {}
    }
  }

  func close() {
    reader.close()
    writer.close()
  }
}
