import Testing

@testable import HTTPTransport

@Suite("A response plan")
struct ResponsePlanTests {
  private static func time(_ nanoseconds: UInt64) -> ServerTime {
    ServerTime(monotonicNanoseconds: nanoseconds, unixSeconds: 0, unixNanoseconds: 0)
  }

  private static func plan(
    _ count: Int, headCount: Int, _ delivery: HTTPDelivery, _ ending: ResponsePlan.Ending = .proceed
  ) -> ResponsePlan {
    ResponsePlan(
      ContiguousArray(repeating: 0, count: count), headCount: headCount, delivery: delivery,
      ending: ending, hold: 1000, now: time(100))
  }

  /// The steps with the instant of each, time jumping to whatever is waited for.
  private static func run(_ plan: ResponsePlan) -> [String] {
    var plan = plan
    var now: UInt64 = 100
    var steps: [String] = []
    while true {
      switch plan.next(at: time(now)) {
      case .wait(let instant): now = instant
      case .send(let range): steps.append("\(now) \(range)")
      case .end: return steps + ["\(now) end"]
      }
    }
  }

  @Test("sends all after its delay")
  func delays() {
    let late = HTTPDelivery(delay: .nanoseconds(50))
    #expect(Self.run(Self.plan(10, headCount: 4, late)) == ["150 0..<10", "150 end"])
    #expect(Self.run(Self.plan(10, headCount: 4, .immediate)) == ["100 0..<10", "100 end"])
    #expect(Self.run(Self.plan(0, headCount: 0, late, .reset)) == ["150 end"])
  }

  @Test("cuts the content evenly, in space and in time, and ends with the total")
  func dribbles() {
    let dribble = HTTPDelivery(
      delay: .nanoseconds(50), dribble: .init(chunkCount: 3, total: .nanoseconds(30)))
    #expect(
      Self.run(Self.plan(12, headCount: 4, dribble)) == [
        "150 0..<4", "160 4..<7", "170 7..<10", "180 10..<12", "180 end",
      ])
  }

  @Test(
    "makes no empty piece",
    arguments: [
      (2, ["100 0..<4", "105 4..<5", "110 5..<6", "110 end"]),
      (0, ["100 0..<4", "100 end"]),
    ])
  func makesNoEmptyPiece(_ bodyCount: Int, _ steps: [String]) {
    let many = HTTPDelivery(dribble: .init(chunkCount: .max, total: .nanoseconds(10)))
    #expect(Self.run(Self.plan(4 + bodyCount, headCount: 4, many)) == steps)
  }

  @Test("makes one piece of a count that is none")
  func correctsCount() {
    for count in [0, -1, .min] {
      let dribble = HTTPDelivery(dribble: .init(chunkCount: count, total: .nanoseconds(10)))
      #expect(
        Self.run(Self.plan(6, headCount: 4, dribble)) == ["100 0..<4", "110 4..<6", "110 end"])
    }
  }

  @Test("is silent for as long as it holds")
  func holds() {
    #expect(Self.run(Self.plan(5, headCount: 4, .immediate, .hold)) == ["100 0..<5", "1100 end"])
  }

  @Test("waits for ever rather than past what time counts")
  func saturates() {
    let longest = HTTPDelivery(
      delay: .seconds(Int64.max), dribble: .init(chunkCount: 2, total: .seconds(Int64.max)))
    var plan = Self.plan(6, headCount: 4, longest, .hold)
    #expect(plan.next(at: Self.time(100)) == .wait(until: .max))
    #expect(plan.endsAt == .max)
  }

  @Test("takes a negative time for none")
  func clampsNegative() {
    let early = HTTPDelivery(
      delay: .seconds(-1), dribble: .init(chunkCount: 1, total: .seconds(-1)))
    #expect(
      Self.run(Self.plan(6, headCount: 4, early)) == ["100 0..<4", "100 4..<6", "100 end"])
  }
}
