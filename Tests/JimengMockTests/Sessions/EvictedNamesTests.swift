import Testing

@testable import JimengMock

@Suite struct EvictedNamesTests {
  @Test("remembers the latest, and forgets the oldest when there are too many")
  func bounded() {
    var names = EvictedNames(countMax: 10)
    for number in 0..<1000 {
      names.insert("s\(number)")
      for back in 0..<min(10, number + 1) { #expect(names.contains("s\(number - back)")) }
    }
    #expect((0..<1000).filter { names.contains("s\($0)") }.count <= 20)
  }

  @Test("forgets what it is told to, of whichever age")
  func removes() {
    var names = EvictedNames(countMax: 2)
    for name in ["a", "b", "c"] { names.insert(name) }
    #expect(["a", "b", "c"].allSatisfy { names.remove($0) })
    #expect(!["a", "b", "c", "d"].contains { names.remove($0) || names.contains($0) })
  }

  @Test("tells names apart")
  func apart() {
    var names = EvictedNames()
    names.insert("a")
    #expect(names.contains("a") && !names.contains("A") && !names.contains(""))
  }
}
