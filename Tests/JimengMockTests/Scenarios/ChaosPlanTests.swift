import Testing

@testable import JimengMock

@Suite struct ChaosPlanTests {
  @Test(
    "refuses what is no share",
    arguments: [
      ([""], ChaosError.malformed("")), (["slow"], .malformed("slow")),
      (["slow="], .malformed("slow=")), (["=0.1"], .malformed("=0.1")),
      (["slow=0.1=2"], .malformed("slow=0.1=2")), (["slow=10%"], .malformed("slow=10%")),
      (["slow=nan"], .malformed("slow=nan")), (["slow=0x1"], .malformed("slow=0x1")),
      (["Slow=0.1"], .malformed("Slow=0.1")), (["slow=1e999"], .malformed("slow=1e999")),
      (["slow=1.01"], .outOfRange("slow=1.01")), (["slow=-0.1"], .outOfRange("slow=-0.1")),
      (["slow=0.1", "slow=0.2"], .repeated("slow")), (["slow=0.6", "stall=0.6"], .moreThanOne),
    ])
  func refuses(texts: [String], expected: ChaosError) {
    #expect(throws: expected) { try ChaosPlan(texts) }
  }

  @Test("makes noise that is no HTTP, the same for the same seed")
  func noise() {
    let bytes = SeededGenerator.noise(seed: 1)
    #expect(bytes.count == 256 && bytes[0] >= 0x80)
    #expect(bytes == SeededGenerator.noise(seed: 1) && bytes != SeededGenerator.noise(seed: 2))
  }

  @Test("lets each strike as often as it says, and repeats with the seed")
  func shares() throws {
    let plan = try ChaosPlan(["slow=0.1", "stall=0.25", "panic=0"])
    func counts(_ seed: UInt64) -> [String?: Int] {
      var generator = SeededGenerator(seed: seed)
      return (0..<40_000).reduce(into: [:]) { counts, _ in
        counts[plan.draw(using: &generator), default: 0] += 1
      }
    }
    let drawn = counts(5)
    #expect(abs((drawn["slow"] ?? 0) - 4000) < 250)
    #expect(abs((drawn["stall"] ?? 0) - 10_000) < 400)
    #expect(drawn["panic"] == nil)
    #expect(drawn == counts(5))
    #expect(drawn != counts(6))
  }

  @Test("strikes always with 1 and takes ten tenths for one")
  func whole() throws {
    var generator = SeededGenerator(seed: 1)
    let always = try ChaosPlan(["slow=1"])
    for _ in 0..<1000 { #expect(always.draw(using: &generator) == "slow") }
    #expect(try ChaosPlan((0..<10).map { "s\($0)=0.1" }).shares.count == 10)
  }
}
