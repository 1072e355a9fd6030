import OpenAPIContract
import StrictJSON
import Testing

/// What is not read is refused, with line, column, and what would be right.
@Suite struct YAMLReaderRefusalTests {
  static let subset = [
    LoadingVector("an anchor", "a: &x 1\n", "line 1, column 4: anchors (&) are not read"),
    LoadingVector("an alias", "a: 1\nb: *x\n", "line 2, column 4: aliases (*) are not read"),
    LoadingVector("a tag", "a: !!str 1\n", "line 1, column 4: tags (!) are not read"),
    LoadingVector("a tag before a key", "!x a: 1\n", "line 1, column 1: tags (!) are not read"),
    LoadingVector("a merge key", "a:\n  <<: {b: 1}\n", "line 2, column 3: merge keys (<<)"),
    LoadingVector("a second document", "a: 1\n---\nb: 2\n", "line 2, column 1: a second document"),
    LoadingVector(
      "a document after the end", "a: 1\n...\nb: 2\n", "line 3, column 1: a second document"),
    LoadingVector(
      "an explicit key", "? a\n: b\n", "line 1, column 1: a key must be a plain or quoted"),
    LoadingVector(
      "an explicit key in flow", "{? a: b}", "line 1, column 2: a key must be a plain or quoted"),
    LoadingVector(
      "a sequence as a key", "[a]: b\n", "line 1, column 4: a key must be a plain or quoted"),
    LoadingVector("a mapping as a key in flow", "[{a: b}: c]", "line 1, column 2: a key must be"),
    LoadingVector("infinity", "a: .inf\n", "line 1, column 4: .inf has no value in JSON"),
    LoadingVector("not a number", "[.NaN]", "line 1, column 2: .NaN has no value in JSON"),
    LoadingVector(
      "a hexadecimal past 64 bits", "0x10000000000000000", "line 1, column 1: a hexadecimal"),
    LoadingVector(
      "a key that YAML reads as a number of another spelling", "0x1F: a\n",
      "line 1, column 1: the key \"0x1F\" is no string"),
    LoadingVector("a key that is null", "~: a\n", "line 1, column 1: the key \"~\" is no string"),
    LoadingVector("a directive", "%TAG ! x\n---\na\n", "line 1, column 1: no directive but"),
    LoadingVector("YAML 1.1", "%YAML 1.1\n---\na\n", "line 1, column 7: only YAML 1.2"),
    LoadingVector(
      "a directive without a document", "%YAML 1.2\na: 1\n", "line 2, column 1: a directive must be"
    ),
    LoadingVector("nothing", "", "line 1, column 1: holds no document"),
    LoadingVector("only comments", "# a\n\n", "line 3, column 1: holds no document"),
    LoadingVector(
      "an indentation digit at the root", "|2\n  a\n", "line 1, column 2: an indentation digit"),
  ]

  static let structure = [
    LoadingVector(
      "a colon in a value, as published pages have it",
      "info:\n  description: Official documentation: https://example.com\n",
      "line 2, column 38: a value without quotes must not hold ': '; put the value in quotes"),
    LoadingVector(
      "a colon in a line that a value goes on to", "a: b\n  c: d\n",
      "line 2, column 4: a value without quotes"),
    LoadingVector(
      "a missing space after a colon", "a:1\nb: 2\n", "line 2, column 2: a value without quotes"),
    LoadingVector("a tab that indents", "a:\n\tb: 1\n", "line 2, column 2: a tab must not indent"),
    LoadingVector(
      "a tab after a dash before a key", "-\ta: 1\n", "line 1, column 3: a tab must not indent"),
    LoadingVector(
      "an indentation between two", "a:\n    b: 1\n  c: 2\n",
      "line 3, column 3: the indentation fits"),
    LoadingVector(
      "an indentation under a value", "a: 'b'\n  c: 1\n", "line 2, column 3: the indentation fits"),
    LoadingVector(
      "a repeated key", "a: 1\nb: 2\n'a': 3\n",
      "line 3, column 1: the key \"a\" was already given on line 1"),
    LoadingVector(
      "a repeated key in flow", "{a: 1, a: 2}",
      "line 1, column 8: the key \"a\" was already given on line 1"),
    LoadingVector(
      "a number and a word of one name", "200: a\n\"200\": b\n",
      "line 2, column 1: the key \"200\" was"),
    LoadingVector(
      "a key that spans lines", "\"a\n b\": 1\n", "line 1, column 1: a key must stand on one line"),
    LoadingVector(
      "a word among keys", "a: 1\nb\nc: 2\n", "line 2, column 1: a key must be followed by ': '"),
    LoadingVector(
      "an item among keys", "a: 1\n- b\n",
      "line 2, column 1: an item ('- ') cannot stand among keys"),
    LoadingVector(
      "a key among items", "- a\nb: 1\n",
      "line 2, column 1: nothing may follow the document's value"),
    LoadingVector(
      "an item on its key's line", "a: - b\n", "line 1, column 4: '- ' must begin a line of its own"
    ),
    LoadingVector(
      "a mapping on its key's line", "a: 'b': c\n",
      "line 1, column 7: a mapping must begin on a line"),
    LoadingVector(
      "a mapping on the marker's line", "--- 'a': b\n", "line 1, column 8: a mapping must begin"),
    LoadingVector("a missing key", "a: 1\n: 2\n", "line 2, column 1: a key is missing before ':'"),
    LoadingVector(
      "text after a quoted value", "a: 'b' c\n", "line 1, column 8: nothing may follow the value"),
    LoadingVector(
      "text after a flow value", "a: [b] c\n", "line 1, column 8: nothing may follow the value"),
    LoadingVector(
      "a comment without a space", "a: 'b'#c\n", "line 1, column 7: '#' must follow a space"),
    LoadingVector(
      "a comment that cuts a value", "a: b # c\n  d\n",
      "line 2, column 3: the indentation fits nothing"),
    LoadingVector(
      "a text at the root twice", "- a\n - b\nc",
      "line 3, column 1: nothing may follow the document's"),
  ]

  static let scalars = [
    LoadingVector(
      "an unclosed double quote", "a: \"b\nc: d\n", "line 2, column 1: must be indented further"),
    LoadingVector(
      "a double quote without an end", "a: \"b\n  c\n",
      "line 1, column 4: a closing \" was expected"),
    LoadingVector(
      "a single quote without an end", "'a", "line 1, column 1: a closing ' was expected"),
    LoadingVector("an unknown escape", #"a: "\d""#, "line 1, column 5: unknown escape"),
    LoadingVector(
      "a short escape", #""\x4""#, "line 1, column 2: an escape needs its hexadecimal digits"),
    LoadingVector("a surrogate", #""\ud83d\ude00""#, "line 1, column 2: half of a surrogate pair"),
    LoadingVector("past U+10FFFF", #""\U00110000""#, "line 1, column 2: an escape needs"),
    LoadingVector(
      "a reserved indicator", "a: @b\n", "line 1, column 4: a value must not begin with '@'"),
    LoadingVector("a backtick", "a: `b`\n", "line 1, column 4: a value must not begin with '`'"),
    LoadingVector("a percent sign", "a: %b\n", "line 1, column 4: a value must not begin with '%'"),
    LoadingVector(
      "a marker inside quotes", "a: 'b\n---\n'\n", "line 2, column 1: a document marker"),
    LoadingVector("a bad block header", "a: |x\n  b\n", "line 1, column 5: after '|' or '>'"),
    LoadingVector("an indentation of zero", "a: |0\n  b\n", "line 1, column 5: after '|' or '>'"),
    LoadingVector("a text on the header's line", "a: > b\n", "line 1, column 6: after '|' or '>'"),
    LoadingVector(
      "a blank line wider than the text", "a: |\n    \n  b\n",
      "line 2, column 5: this blank line has more spaces"),
    LoadingVector(
      "a last line of spaces without an end", "a: |\n  b\n   ",
      "line 3, column 4: the last line of a text"),
    LoadingVector(
      "a control character", "a: b\u{7}\n", "line 1, column 5: character 0x7 is not allowed"),
    LoadingVector(
      "a byte order mark inside", "a: \u{FEFF}b\n",
      "line 1, column 4: character 0xFEFF is not allowed"),
    LoadingVector(
      "NEL, which readers disagree about", "a: b\u{85}c\n", "line 1, column 5: character 0x85"),
  ]

  static let flow = [
    LoadingVector(
      "an unclosed sequence", "a: [b,\n  c\n", "line 3, column 1: ']' was expected before the end"),
    LoadingVector(
      "an unclosed mapping", "{a: b", "line 1, column 6: '}' was expected before the end"),
    LoadingVector("the wrong bracket", "[a}", "line 1, column 3: ',' or ']' was expected"),
    LoadingVector("a missing comma", "[\"a\" \"b\"]", "line 1, column 6: ',' or ']' was expected"),
    LoadingVector("an empty item", "[a, , b]", "line 1, column 5: a value was expected before ','"),
    LoadingVector(
      "a line that is not indented", "a: [\nb]\n", "line 2, column 1: must be indented further"),
    LoadingVector("a marker inside", "[a,\n--- ]\n", "line 2, column 1: a document marker"),
    LoadingVector("two colons", "{a: b: c}", "line 1, column 6: ',' or '}' was expected"),
    LoadingVector(
      "a comment without a space", "[a,#b\n c]", "line 1, column 4: '#' must follow a space"),
    LoadingVector(
      "a colon that readers disagree about", "{a:, b: c}", "line 1, column 3: ':' needs a space"),
    LoadingVector(
      "a key over lines in a sequence", "[\"a\n b\": c]",
      "line 1, column 2: a key must stand on one"),
    LoadingVector("a dash alone", "[-]", "line 1, column 2: a value must not begin with '-'"),
    LoadingVector(
      "content after it", "[a]\nb: c\n", "line 2, column 1: nothing may follow the document's"),
  ]

  @Test("refuses", arguments: [subset, structure, scalars, flow].flatMap { $0 })
  func refuses(_ vector: LoadingVector) {
    let message = message(Array(vector.text.utf8)) ?? "accepted"
    #expect(message.hasPrefix(vector.expected), "\(message)")
    #expect(!message.contains("\n"))
  }

  @Test("refuses bytes that are not UTF-8, with their place")
  func refusesMalformedUTF8() {
    let message = message(Array("a: 1\nb: ".utf8) + [0xC0, 0xAF])
    #expect(message == "line 2, column 4: byte 0xC0 is not valid UTF-8 here")
  }

  @Test("a key may have 1024 characters, and no more")
  func boundsKeys() {
    let key = String(repeating: "键", count: 1024)
    #expect(message(Array("\(key): 1\n".utf8)) == nil)
    #expect(message(Array("\(key)x: 1\n".utf8))?.contains("1024 characters") == true)
  }

  @Test("bounds the depth and the size, whichever way it nests", arguments: ["[", "- ", "{a: "])
  func boundsDepth(_ opening: String) {
    let message = message(Array(String(repeating: opening, count: 200_000).utf8))
    #expect(message?.contains("nested deeper than 128 levels") == true)
  }

  @Test("bounds the size")
  func boundsSize() {
    #expect(throws: YAMLReadError.self) {
      try YAMLReader.read(Array("abcd".utf8), limits: JSONLimits(byteCountMax: 3))
    }
  }

  private func message(_ bytes: [UInt8]) -> String? {
    do throws(YAMLReadError) {
      _ = try YAMLReader.read(bytes)
      return nil
    } catch {
      return error.description
    }
  }
}
