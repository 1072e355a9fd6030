/// A body with places for the request's id, cut at those places once so that an answer is a copy.
struct ScenarioBody: Equatable, Sendable {
  /// The one placeholder: `{{requestId}}`.
  static let placeholder = "requestId"

  /// The text between the placeholders: always one more than there are placeholders.
  private let pieces: [[UInt8]]

  /// Nil when it names a placeholder that does not exist; `unknownPlaceholder` tells which.
  init?(template: [UInt8]) {
    var pieces: [[UInt8]] = []
    var start = 0
    for mark in Self.marks(in: template) {
      guard mark.name.utf8.elementsEqual(Self.placeholder.utf8) else { return nil }
      pieces.append(Array(template[start..<mark.range.lowerBound]))
      start = mark.range.upperBound
    }
    pieces.append(Array(template[start...]))
    self.pieces = pieces
  }

  static func unknownPlaceholder(in template: [UInt8]) -> String? {
    marks(in: template).first { !$0.name.utf8.elementsEqual(placeholder.utf8) }?.name
  }

  func append(requestID: String, to output: inout ContiguousArray<UInt8>) {
    for (index, piece) in pieces.enumerated() {
      if index > 0 { output.append(contentsOf: requestID.utf8) }
      output.append(contentsOf: piece)
    }
  }

  func bytes(requestID: String) -> ContiguousArray<UInt8> {
    var output = ContiguousArray<UInt8>()
    append(requestID: requestID, to: &output)
    return output
  }

  private struct Mark {
    let name: String
    let range: Range<Int>
  }

  /// Longer names between braces are text.
  private static let nameBytesMax = 64

  /// Every `{{name}}`, spaces within the braces allowed. Braces around anything else are text.
  private static func marks(in bytes: [UInt8]) -> [Mark] {
    var marks: [Mark] = []
    var position = 0
    while position + 1 < bytes.count {
      if bytes[position] == .openBrace, bytes[position + 1] == .openBrace,
        let mark = mark(in: bytes, at: position)
      {
        marks.append(mark)
        position = mark.range.upperBound
      } else {
        position += 1
      }
    }
    return marks
  }

  private static func mark(in bytes: [UInt8], at start: Int) -> Mark? {
    let limit = min(bytes.count, start + 2 + nameBytesMax)
    var end = start + 2
    while end < limit, isNameByte(bytes[end]) { end += 1 }
    guard end + 1 < bytes.count, bytes[end] == .closeBrace, bytes[end + 1] == .closeBrace else {
      return nil
    }
    let name = bytes[start + 2..<end].filter { $0 != .space }
    guard !name.isEmpty else { return nil }
    return Mark(name: String(decoding: name, as: UTF8.self), range: start..<end + 2)
  }

  /// Letters, digits, and what stands in the template names of such servers.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"), .space: true
    default: false
    }
  }
}

extension UInt8 {
  fileprivate static let openBrace = UInt8(ascii: "{")
  fileprivate static let closeBrace = UInt8(ascii: "}")
  fileprivate static let space = UInt8(ascii: " ")
}
