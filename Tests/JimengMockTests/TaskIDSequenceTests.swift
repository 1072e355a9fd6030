import Testing

@testable import JimengMock

@Suite struct TaskIDSequenceTests {
  private func ids(_ example: String, seed: UInt64?, count: Int) -> [String] {
    var sequence = TaskIDSequence(example: example, seed: seed)
    return (0..<count).map { _ in sequence.next() }
  }

  @Test("makes 13 digits from the page's example, without a leading zero")
  func digits() {
    for id in ids("4596183399426", seed: nil, count: 1000) {
      #expect(id.utf8.count == 13)
      #expect(id.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
      #expect(id.utf8.first != UInt8(ascii: "0"))
    }
  }

  @Test("gives no id twice", arguments: ["4596183399426", "cgt-20250829165122-qkwch", "a1"])
  func unique(example: String) {
    let count = example == "a1" ? 260 : 100_000
    #expect(Set(ids(example, seed: 7, count: count)).count == count)
  }

  @Test("comes round only after every id of the form has been given")
  func exhausts() {
    let all = ids("a1", seed: 3, count: 261)
    #expect(all[0] == all[260])
  }

  @Test("repeats under a seed, and differs between seeds and without one")
  func seeds() {
    #expect(ids("4596183399426", seed: 1, count: 50) == ids("4596183399426", seed: 1, count: 50))
    #expect(ids("4596183399426", seed: 1, count: 5) != ids("4596183399426", seed: 2, count: 5))
    #expect(ids("4596183399426", seed: nil, count: 5) != ids("4596183399426", seed: nil, count: 5))
  }

  @Test("keeps the characters that are neither letters nor digits where they are")
  func form() {
    let id = ids("cgt-20250829165122-qkwch", seed: nil, count: 1)[0]
    #expect(id.wholeMatch(of: /[a-z]{3}-[0-9]{14}-[a-z]{5}/) != nil)
  }

  @Test("falls back to 13 digits for an example without letters and digits")
  func formless() {
    #expect(ids("---", seed: nil, count: 1)[0].wholeMatch(of: /[1-9][0-9]{12}/) != nil)
  }

  @Test("a UUID stays one")
  func uuid() {
    var sequence = TaskIDSequence(example: "0f8fad5b-d9cb-469f-a165-70867728950e", seed: 3)
    for _ in 0..<100 {
      let id = sequence.next()
      #expect(
        id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}/) != nil,
        "\(id)")
    }
  }
}
