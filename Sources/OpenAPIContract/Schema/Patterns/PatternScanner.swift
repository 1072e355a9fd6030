/// The text of a regular expression, scalar by scalar, and its escapes (ECMA-262 §22.2.1).
struct PatternScanner {
  let scalars: [Unicode.Scalar]
  var index = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  var isAtEnd: Bool { index == scalars.count }

  var next: Unicode.Scalar? { peek(0) }

  func peek(_ offset: Int) -> Unicode.Scalar? {
    scalars.indices.contains(index + offset) ? scalars[index + offset] : nil
  }

  func text(from start: Int) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<index])
    return String(text)
  }

  mutating func takeAny() -> Unicode.Scalar? {
    guard let scalar = next else { return nil }
    index += 1
    return scalar
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  /// What stands before `end`, which is taken too.
  mutating func take(until end: Unicode.Scalar) -> String? {
    guard let stop = scalars[index...].firstIndex(of: end) else { return nil }
    let start = index
    index = stop
    let taken = text(from: start)
    index = stop + 1
    return taken
  }

  /// Bounds beyond a million are all the same to a text of eight megabytes.
  mutating func takeNumber() -> Int? {
    guard next?.isASCIIDigit == true else { return nil }
    var value = 0
    while let digit = next, digit.isASCIIDigit {
      value = min(value * 10 + Int(digit.value - 0x30), 100_000_000)
      index += 1
    }
    return value
  }

  mutating func skipClass() {
    while let scalar = takeAny(), scalar != "]" {
      if scalar == "\\" { _ = takeAny() }
    }
  }

  mutating func takeClassAtom() throws(PatternError) -> PatternSet {
    guard let scalar = takeAny() else { throw .classUnclosed }
    guard scalar == "\\" else { return PatternSet(scalar: scalar.value) }
    if take("b") { return PatternSet(scalar: 0x08) }
    return try takeEscapedSet()
  }

  /// Behind the backslash: a class such as `\d`, or one scalar.
  mutating func takeEscapedSet() throws(PatternError) -> PatternSet {
    guard let scalar = takeAny() else { throw .escapeUnfinished }
    switch scalar {
    case "d": return .digits
    case "D": return PatternSet.digits.negated
    case "w": return .wordScalars
    case "W": return PatternSet.wordScalars.negated
    case "s": return .spaces
    case "S": return PatternSet.spaces.negated
    case "p": return try takeProperty()
    case "P": return try takeProperty().negated
    default: return PatternSet(scalar: try takeEscapedScalar(scalar))
    }
  }

  private mutating func takeEscapedScalar(_ scalar: Unicode.Scalar) throws(PatternError) -> UInt32 {
    switch scalar {
    case "t": return 0x09
    case "n": return 0x0A
    case "v": return 0x0B
    case "f": return 0x0C
    case "r": return 0x0D
    case "0" where next?.isASCIIDigit != true: return 0
    case "c":
      guard let letter = takeAny(), letter.isASCIILetter else { throw .escapeUnknown("c") }
      return letter.value % 32
    case "x":
      guard let value = takeHex(count: 2) else { throw .escapeUnknown("x") }
      return value
    case "u": return try takeUnicode()
    default:
      guard !scalar.isASCIILetter, !scalar.isASCIIDigit else {
        throw .escapeUnknown(String(scalar))
      }
      return scalar.value
    }
  }

  private mutating func takeUnicode() throws(PatternError) -> UInt32 {
    if take("{") {
      guard let digits = take(until: "}"), let value = UInt32(digits, radix: 16), value <= 0x10FFFF
      else { throw .escapeUnknown("u{") }
      return value
    }
    guard let high = takeHex(count: 4) else { throw .escapeUnknown("u") }
    guard (0xD800...0xDBFF).contains(high), peek(0) == "\\", peek(1) == "u" else { return high }
    let start = index
    index += 2
    guard let low = takeHex(count: 4), (0xDC00...0xDFFF).contains(low) else {
      index = start
      return high
    }
    return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
  }

  private mutating func takeHex(count: Int) -> UInt32? {
    var value: UInt32 = 0
    for offset in 0..<count {
      guard let digit = peek(offset).flatMap({ UInt32(String($0), radix: 16) }) else { return nil }
      value = value * 16 + digit
    }
    index += count
    return value
  }

  private mutating func takeProperty() throws(PatternError) -> PatternSet {
    guard take("{"), let name = take(until: "}") else { throw .escapeUnknown("p") }
    guard let property = PatternProperty(name: name) else { throw .propertyUnknown(name) }
    var set = PatternSet()
    set.properties = [property]
    return set
  }
}
