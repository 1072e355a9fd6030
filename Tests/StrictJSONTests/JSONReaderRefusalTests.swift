import StrictJSON
import Testing

/// Every refusal says where and why, in words that a user understands.
@Suite struct JSONReaderRefusalTests {
  static let refused = [
    Vector("nothing", "", "line 1, column 1: empty: a JSON value was expected"),
    Vector("only space", " \n", "line 2, column 1: empty: a JSON value was expected"),
    Vector(
      "a byte order mark", "\u{FEFF}{}",
      "line 1, column 1: a byte order mark is not allowed before JSON"),
    Vector(
      "a trailing comma in an object", #"{"duration": 5, }"#,
      "line 1, column 17: a comma must be followed by a name in double quotes, found '}'"),
    Vector(
      "a trailing comma in an array", "[1,]",
      "line 1, column 4: a comma must be followed by a value, found ']'"),
    Vector(
      "two commas", "[1,,2]", "line 1, column 4: a comma must be followed by a value, found ','"),
    Vector(
      "a missing comma", "[1 2]",
      "line 1, column 4: a value must be followed by ',' or ']', found '2'"),
    Vector(
      "a missing colon",
      #"{"a" 1}"#, "line 1, column 6: a name must be followed by ':', found '1'"),
    Vector("a missing value", #"{"a":}"#, "line 1, column 6: a value was expected, found '}'"),
    Vector(
      "an unquoted name", "{a:1}",
      "line 1, column 2: a name in double quotes or '}' was expected, found 'a'"),
    Vector(
      "the columns count code points", "[\"一二三\" x]",
      "line 1, column 8: a value must be followed by ',' or ']', found 'x'"),
    Vector(
      "the lines count CRLF, LF and CR once each", "[\r\n1,\n2,\r3 x]",
      "line 4, column 3: a value must be followed by ',' or ']', found 'x'"),
    Vector("a line comment", "[1] // no", "line 1, column 5: comments are not allowed in JSON"),
    Vector("a block comment", "[/* */1]", "line 1, column 2: comments are not allowed in JSON"),
    Vector(
      "NaN", "[NaN]", "line 1, column 2: 'NaN' is not a JSON value; strings are in double quotes"),
    Vector(
      "Python's True", "True",
      "line 1, column 1: 'True' is not a JSON value; strings are in double quotes"),
    Vector(
      "a word that only begins like null", "nullx",
      "line 1, column 1: 'nullx' is not a JSON value; strings are in double quotes"),
    Vector(
      "single quotes", "['a']",
      "line 1, column 2: a string must be in double quotes, found a single quote"),
    Vector("a leading zero", "-012", "line 1, column 2: a number must not begin with extra zeros"),
    Vector("a plus", "+1", "line 1, column 1: a number must not begin with '+'"),
    Vector("a point first", ".5", "line 1, column 1: a value was expected, found '.'"),
    Vector(
      "a point last", "1.",
      "line 1, column 3: the point of a number must be followed by a digit, found "
        + "the end of the text"
    ),
    Vector(
      "an empty exponent", "1e+",
      "line 1, column 4: an exponent must have a digit, found the end of the text"
    ),
    Vector("a minus alone", "[-]", "line 1, column 3: '-' must be followed by a digit, found ']'"),
    Vector(
      "hexadecimal", "0x1F", "line 1, column 2: nothing may follow the value, found 'x'"),
    Vector("two values", "1 2", "line 1, column 3: nothing may follow the value, found '2'"),
    Vector(
      "an unclosed string", #"["abc"#,
      "line 1, column 6: a string is not closed: '\"' was expected before the end"),
    Vector(
      "a raw newline in a string", "\"a\nb\"",
      "line 1, column 3: a string must not hold the control character U+000A unescaped"),
    Vector(
      "a raw control character past eight bytes", "\"123456789\u{1F}\"",
      "line 1, column 11: a string must not hold the control character U+001F unescaped"),
    Vector(
      "an unknown escape", #""\x41""#,
      "line 1, column 2: a backslash must not be followed by 'x'"),
    Vector(
      "a short unicode escape", #""\u12""#,
      "line 1, column 2: \\u must be followed by four hexadecimal digits"),
    Vector(
      "a lone leading surrogate", #""\uD800x""#,
      "line 1, column 2: \\uD800 is half of a surrogate pair, alone"),
    Vector(
      "a lone trailing surrogate", #""\uDC00""#,
      "line 1, column 2: \\uDC00 is half of a surrogate pair, alone"),
    Vector(
      "two leading surrogates", #""\uD800\uD800""#,
      "line 1, column 2: \\uD800 is half of a surrogate pair, alone"),
    Vector(
      "an invisible character is named", "\u{2060}1",
      "line 1, column 1: a value was expected, found '\u{2060}' (U+2060)"),
  ]

  @Test("refuses", arguments: refused)
  func refuses(_ vector: Vector) {
    #expect(message(Array(vector.text.utf8)) == vector.expected)
  }

  static let malformed: [(what: String, bytes: [UInt8], offset: Int)] = [
    ("a continuation byte alone", [0x80], 1),
    ("an overlong slash", [0xC0, 0xAF], 1),
    ("an overlong three-byte form", [0xE0, 0x80, 0xAF], 1),
    ("a raw surrogate", [0xED, 0xA0, 0x80], 1),
    ("past U+10FFFF", [0xF4, 0x90, 0x80, 0x80], 1),
    ("a five-byte form", [0xF8, 0x88, 0x80, 0x80, 0x80], 1),
    ("a cut character", [0x61, 0xE4, 0xB8], 2),
    ("Latin-1 after twelve good bytes", Array("aaaaaaaaaaé".utf8) + [0xE9], 13),
    ("after an escape", Array(#"\n"#.utf8) + [0xFF], 3),
  ]

  @Test("refuses bytes that are not UTF-8", arguments: malformed.indices)
  func refusesMalformedUTF8(_ index: Int) {
    let (what, bytes, offset) = Self.malformed[index]
    let error = failure([0x22] + bytes + [0x22])
    #expect(error?.offset == offset, "\(what)")
    #expect(error?.reason == .invalidUTF8(([0x22] + bytes)[offset]), "\(what)")
  }

  @Test("bounds the depth, whichever way it nests")
  func boundsDepth() throws {
    let limits = JSONLimits(depthMax: 3)
    #expect(throws: Never.self) { try JSONReader.read(#"[{"a":[1]}]"#, limits: limits) }
    let error = failure(Array(#"[{"a":[{}]}]"#.utf8), limits: limits)
    #expect(error?.reason == .tooDeep(depthMax: 3))
    #expect(error?.offset == 7)
    #expect(failure(Array(repeating: 0x5B, count: 1 << 20))?.reason == .tooDeep(depthMax: 128))
  }

  @Test("bounds the size")
  func boundsSize() {
    let error = failure(Array("[1,2]".utf8), limits: JSONLimits(byteCountMax: 4))
    #expect(error?.reason == .tooLarge(byteCountMax: 4))
  }

  private func failure(_ bytes: [UInt8], limits: JSONLimits = .default) -> JSONReadError? {
    do throws(JSONReadError) {
      _ = try JSONReader.read(bytes, limits: limits)
      return nil
    } catch {
      return error
    }
  }

  private func message(_ bytes: [UInt8]) -> String? {
    failure(bytes)?.description
  }
}
