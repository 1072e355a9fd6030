import StrictJSON
import Testing

/// Sizes at which a quadratic step would take minutes instead of moments.
@Suite(.timeLimit(.minutes(10))) struct JSONReaderHostileTests {
  @Test("reads half a million different names")
  func readsManyNames() throws {
    let members = (0..<500_000).map { "\"n\($0)\":0" }
    let document = try JSONReader.read("{" + members.joined(separator: ",") + "}")
    #expect(document.root.object?.members.count == 500_000)
    #expect(document.duplicates.isEmpty)
  }

  @Test("reads half a million equal names and reports the name once")
  func readsOneNameManyTimes() throws {
    let members = repeatElement("\"n\":0", count: 500_000)
    let document = try JSONReader.read("{" + members.joined(separator: ",") + "}")
    #expect(document.duplicates.map(\.description) == ["/n"])
  }

  @Test("reports no more repeated names than the limit says")
  func boundsTheReport() throws {
    let members = (0..<5_000).map { "\"n\($0)\":0,\"n\($0)\":1" }
    let document = try JSONReader.read("[{" + members.joined(separator: ",") + "}]")
    #expect(document.duplicates.count == JSONLimits.default.duplicatesReportedMax)
  }

  @Test("reads a million items in order")
  func readsManyItems() throws {
    let text = "[" + (0..<1_000_000).map(String.init).joined(separator: ",") + "]"
    let items = try #require(try JSONReader.read(text).root.array)
    #expect(items.count == 1_000_000)
    #expect(items.last == 999_999)
  }

  @Test("a number of two million digits compares, divides and rounds")
  func readsLongNumbers() throws {
    let digits = String(repeating: "9", count: 2_000_000)
    let number = try #require(try JSONReader.read(digits).root.number)
    #expect(number.isInteger)
    #expect(number.isMultiple(of: JSONNumber(9)))
    #expect(!number.isMultiple(of: JSONNumber(2)))
    #expect(try number < #require(JSONNumber(digits + ".5")))
    #expect(number.int == nil)
    #expect(number.double == nil)
  }

  @Test("a set of half a million values is not quadratic")
  func hashesManyValues() throws {
    let items = (0..<500_000).map { "{\"a\":\($0),\"b\":[\($0).0]}" }
    let values = try #require(
      try JSONReader.read(
        "[" + items.joined(separator: ",") + "]", limits: JSONLimits(byteCountMax: 64 << 20)
      ).root.array)
    #expect(Set(values).count == 500_000)
  }
}
