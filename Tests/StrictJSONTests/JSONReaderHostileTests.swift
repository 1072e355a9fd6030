import StrictJSON
import Testing

/// Sizes at which a quadratic step would take minutes instead of moments.
@Suite(.timeLimit(.minutes(1))) struct JSONReaderHostileTests {
  @Test("reads a hundred thousand different names")
  func readsManyNames() throws {
    let members = (0..<100_000).map { "\"n\($0)\":0" }
    let document = try JSONReader.read("{" + members.joined(separator: ",") + "}")
    #expect(document.root.object?.members.count == 100_000)
    #expect(document.duplicates.isEmpty)
  }

  @Test("reads a hundred thousand equal names and reports the name once")
  func readsOneNameManyTimes() throws {
    let members = repeatElement("\"n\":0", count: 100_000)
    let document = try JSONReader.read("{" + members.joined(separator: ",") + "}")
    #expect(document.duplicates.map(\.description) == ["/n"])
  }

  @Test("reports no more repeated names than the limit says")
  func boundsTheReport() throws {
    let members = (0..<5_000).map { "\"n\($0)\":0,\"n\($0)\":1" }
    let document = try JSONReader.read("[{" + members.joined(separator: ",") + "}]")
    #expect(document.duplicates.count == JSONDocument.duplicatesMax)
  }

  @Test("reads two hundred thousand items in order")
  func readsManyItems() throws {
    let text = "[" + (0..<200_000).map(String.init).joined(separator: ",") + "]"
    let items = try #require(try JSONReader.read(text).root.array)
    #expect(items.count == 200_000)
    #expect(items.last == 199_999)
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

  @Test("a set of thirty thousand values is not quadratic")
  func hashesManyValues() throws {
    let items = (0..<30_000).map { "{\"a\":\($0),\"b\":[\($0).0]}" }
    let values = try #require(
      try JSONReader.read(
        "[" + items.joined(separator: ",") + "]"
      ).root.array)
    #expect(Set(values).count == 30_000)
  }
}
