extension HTTPConnection {
  /// Makes the plan of an answer that asks for more than to be sent.
  func makePlan(
    of version: HTTPVersion, omitsBody: Bool, keepsAlive: Bool, in turn: inout Turn
  ) -> SendPlan {
    let response = turn.response
    var head = ByteBlock()
    var bytes = ContiguousArray<UInt8>()
    var ending = SendPlan.Ending.proceed
    switch response.delivery.fault {
    case .resetConnection:
      ending = .reset
    case .neverAnswer:
      ending = .hold
    case .emptyResponse:
      break
    case .randomData(let seed):
      bytes = Self.noise(seed: seed)
    case .malformedChunk:
      turn.encoder.encodeHead(
        response, version: version, framing: .chunked, keepsAlive: keepsAlive,
        unixSeconds: turn.now.unixSeconds, into: &head)
    case nil where response.delivery.isStream && !response.status.forbidsBody:
      turn.encoder.encodeHead(
        response, version: version, framing: .untilClose, keepsAlive: false,
        unixSeconds: turn.now.unixSeconds, into: &head)
      if !omitsBody { ending = .stream }
    case .truncatedBody, .stallInBody, nil:
      turn.encoder.encode(
        response, version: version, omitsBody: true, keepsAlive: keepsAlive,
        unixSeconds: turn.now.unixSeconds, into: &head)
    }
    head.withBytes { bytes.append(contentsOf: $0) }
    let headCount = appendContent(of: response, omitsBody: omitsBody, to: &bytes)
    if response.delivery.fault == .stallInBody { ending = .hold }
    return SendPlan(
      bytes, headCount: headCount, delivery: response.delivery, ending: ending,
      hold: holdNanoseconds, now: turn.now)
  }

  /// Appends as much content as the client will get. Returns where the head ends.
  private func appendContent(
    of response: HTTPResponse, omitsBody: Bool, to bytes: inout ContiguousArray<UInt8>
  ) -> Int {
    let headCount = bytes.count
    let body = omitsBody || response.status.forbidsBody ? [] : response.body
    switch response.delivery.fault {
    case .truncatedBody, .stallInBody:
      guard !body.isEmpty else {
        bytes.removeLast(headCount - headCount / 2)
        return bytes.count
      }
      bytes.append(contentsOf: body[..<(body.count / 2)])
    case .malformedChunk:
      if !omitsBody { bytes.append("no chunk size\r\n") }
    case nil:
      bytes.append(contentsOf: body)
    case .resetConnection, .emptyResponse, .randomData, .neverAnswer:
      return 0
    }
    return headCount
  }

  /// SplitMix64. The first byte has its top bit set, which no status line begins with.
  private static func noise(seed: UInt64) -> ContiguousArray<UInt8> {
    var state = seed
    var bytes = ContiguousArray<UInt8>()
    for _ in 0..<32 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      word ^= word >> 31
      withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }
    bytes[0] |= 0x80
    return bytes
  }
}
