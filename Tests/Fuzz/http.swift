/// Fuzzes the HTTP core: parser, connection and encoder together, with small limits so that every
/// bound is near. The oracle is split invariance: however a byte stream is cut into reads, the same
/// bytes are answered. A handler reads everything that a request or a refusal offers, so a range
/// that points nowhere traps.
final class EverythingReader: HTTPHandler {
  func respond(to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse) {
    response.setBody(describe(request), type: "text/plain")
  }

  func refuse(
    _ refusal: HTTPRefusal, of request: HTTPRequest, at now: ServerTime,
    into response: inout HTTPResponse
  ) {
    _ = describe(request)
    response.setBody("\(refusal)", type: "text/plain")
  }

  /// A digest of everything, so that a difference anywhere is a difference in the answer.
  private func describe(_ request: HTTPRequest) -> String {
    var digest = Digest()
    for section in [request.fields, request.trailers] {
      for index in 0..<section.count {
        digest.add(section[index].name)
        digest.add(section[index].value)
      }
      digest.add(section["host"] ?? "-")
    }
    request.withPath { digest.add($0) }
    request.body.withUnsafeBufferPointer { digest.add($0) }
    digest.add(request.query ?? "-")
    digest.add(request.authority ?? "-")
    return "\(request.method.rawValue) \(request.target) \(request.version.text) \(digest.value)"
  }
}

/// FNV-1a with a mark between the parts.
struct Digest {
  private(set) var value: UInt64 = 14_695_981_039_346_656_037

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 1_099_511_628_211 }
    value = (value ^ 256) &* 1_099_511_628_211
  }

  mutating func add(_ text: String) {
    add(text.utf8)
  }
}

private let limits: HTTPLimits = {
  var limits = HTTPLimits()
  limits.headBytesMax = 512
  limits.fieldCountMax = 8
  limits.targetBytesMax = 128
  limits.bodyBytesMax = 256
  limits.chunkLineBytesMax = 48
  limits.chunkExtensionBytesMax = 96
  limits.outputBytesMax = 1024
  return limits
}()

/// What the connection answers when the stream arrives in pieces of the sizes that `next` gives.
private func answers(
  to stream: UnsafeBufferPointer<UInt8>, pieces next: () -> Int
) -> ContiguousArray<UInt8> {
  let now = ServerTime(monotonicNanoseconds: 1, unixSeconds: 1_748_191_710, unixNanoseconds: 0)
  var iteration = LoopIteration(handler: EverythingReader(), now: now)
  var connection = HTTPConnection(limits: limits)
  var output = ContiguousArray<UInt8>()
  var position = 0
  while position < stream.count {
    let end = min(stream.count, position + max(1, next()))
    var piece = UnsafeBufferPointer(rebasing: stream[position..<end])
    repeat {
      iteration.output.restart()
      connection.receive(piece, in: &iteration)
      iteration.output.withBytes { output.append(contentsOf: $0) }
      piece = UnsafeBufferPointer(start: nil, count: 0)
    } while connection.isBackpressured && !connection.isFinished
    position = end
  }
  iteration.output.restart()
  connection.receiveEnd(in: &iteration)
  iteration.output.withBytes { output.append(contentsOf: $0) }
  return withoutContinue(output)
}

/// Whether 100 (Continue) is sent depends on whether the body has arrived, so it does not count.
private func withoutContinue(_ output: ContiguousArray<UInt8>) -> ContiguousArray<UInt8> {
  let line = ContiguousArray("HTTP/1.1 100 Continue\r\n\r\n".utf8)
  var kept = ContiguousArray<UInt8>()
  var position = 0
  while position < output.count {
    if output[position...].starts(with: line) {
      position += line.count
    } else {
      kept.append(output[position])
      position += 1
    }
  }
  return kept
}

/// The first byte seeds the sizes of the pieces; the rest is the stream.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTTP(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  guard let data, size > 1 else { return 0 }
  let stream = UnsafeBufferPointer(start: data + 1, count: size - 1)
  var seed = UInt32(data[0]) | 1
  let whole = answers(to: stream) { .max / 2 }
  let single = answers(to: stream) { 1 }
  let mixed = answers(to: stream) {
    seed = seed &* 1_664_525 &+ 1_013_904_223
    return Int(seed >> 26)
  }
  precondition(whole == single, "byte by byte the answers differ")
  precondition(whole == mixed, "in pieces the answers differ")
  return 0
}
