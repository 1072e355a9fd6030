import Testing

@testable import JimengMock

@Suite struct ScenarioDelayTests {
  private func milliseconds(_ delay: ScenarioDelay, seed: UInt64 = 7, count: Int = 20_000)
    -> [Double]
  {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in delay.duration(using: &generator) / .milliseconds(1) }
  }

  @Test("repeats with the seed and differs with another")
  func seeded() {
    let delay = ScenarioDelay.lognormal(medianMilliseconds: 80, sigma: 0.4)
    #expect(milliseconds(delay, count: 50) == milliseconds(delay, count: 50))
    #expect(milliseconds(delay, count: 50) != milliseconds(delay, seed: 8, count: 50))
  }

  @Test("is what it says when fixed, and draws nothing")
  func fixed() {
    var generator = SeededGenerator(seed: 1)
    var untouched = generator
    #expect(ScenarioDelay.fixed(milliseconds: 2000).duration(using: &generator) == .seconds(2))
    #expect(generator.next() == untouched.next())
  }

  @Test("spreads evenly within its bounds when uniform")
  func uniform() {
    let delays = milliseconds(.uniform(lowerMilliseconds: 100, upperMilliseconds: 300))
    #expect(delays.allSatisfy { (100...300).contains($0) })
    #expect(abs(delays.reduce(0, +) / Double(delays.count) - 200) < 2)
    #expect(abs(Double(delays.count { $0 < 150 }) / Double(delays.count) - 0.25) < 0.02)
  }

  @Test("has its median and its spread when lognormal")
  func lognormal() {
    let delays = milliseconds(.lognormal(medianMilliseconds: 80, sigma: 0.5)).sorted()
    #expect(abs(delays[delays.count / 2] - 80) < 2)
    // One standard deviation: 84.1 % lie below 80 × e^0.5, the mean is 80 × e^0.125.
    #expect(abs(delays[delays.count * 841 / 1000] - 131.9) < 4)
    #expect(abs(delays.reduce(0, +) / Double(delays.count) - 90.65) < 2)
  }

  @Test(
    "stays within 0 and ten minutes, whatever is drawn",
    arguments: [
      ScenarioDelay.lognormal(medianMilliseconds: 600_000, sigma: 10),
      .lognormal(medianMilliseconds: 0, sigma: 10),
      .uniform(lowerMilliseconds: 0, upperMilliseconds: 600_000),
      .fixed(milliseconds: 1e300),
    ])
  func bounded(_ delay: ScenarioDelay) {
    #expect(milliseconds(delay).allSatisfy { (0...ScenarioDelay.millisecondsMax).contains($0) })
  }
}
