import Testing

@testable import JimengMock

@Suite struct TaskPaceTests {
  @Test(
    "counts tenths of the render duration",
    arguments: [
      (0, 0), (2_999, 0), (3_000, 1), (6_000, 2), (9_000, 3), (29_999, 9), (30_000, 10),
      (1_000_000, 10), (-5, 0),
    ])
  func tenths(milliseconds: Int, tenth: Int) {
    #expect(TaskPace().tenth(of: .success, after: .milliseconds(milliseconds)) == tenth)
  }

  @Test("is over at once when rendering takes no time")
  func instant() {
    #expect(TaskPace(renderDuration: .zero).tenth(of: .success, after: .zero) == 10)
    #expect(TaskPace(renderDuration: .seconds(-1)).tenth(of: .success, after: .zero) == 10)
  }

  @Test("moves only when the gateway looks, and ends at the look after the end")
  func steps() {
    let pace = TaskPace(renderDuration: .seconds(40), upstreamInterval: .seconds(15))
    let tenths = [14, 15, 29, 30, 44, 45].map { pace.tenth(of: .success, after: .seconds($0)) }
    #expect(tenths == [0, 3, 3, 7, 7, 10])
    #expect(pace.lifetime(of: .success) == .seconds(45))
  }

  @Test("lets a time-out wait for its minutes, at 90% at most")
  func timeout() {
    let pace = TaskPace()
    #expect(pace.tenth(of: .timeout(minutes: 10), after: .seconds(599)) == 9)
    #expect(pace.tenth(of: .timeout(minutes: 10), after: .seconds(600)) == 10)
    #expect(pace.lifetime(of: .timeout(minutes: .max)) == .seconds(60 * 10_080))
    #expect(pace.tenth(of: .timeout(minutes: .min), after: .zero) == 10)
  }

  @Test("survives the longest durations")
  func long() {
    let pace = TaskPace(renderDuration: .seconds(Int64.max), upstreamInterval: .seconds(Int64.max))
    #expect(pace.tenth(of: .success, after: .seconds(1)) == 0)
  }
}
