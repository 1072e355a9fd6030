import StrictJSON
import Testing

@testable import JimengMock

/// The last moments that the mock's time can hold, in the year 2262.
@Suite struct EndOfTimeTests {
  private static let end = MockInstant(unixNanoseconds: .max)

  private func submitAndFetch(_ bench: HandlerBench) throws -> JSONValue {
    let id = try #require(try bench.submit()["data"]?.string)
    return try #require(try bench.send("GET", "/jimeng/fetch/\(id)")["data"])
  }

  @Test("a task never says that it has ended and that it has not")
  func consistent() throws {
    let bench = try HandlerBench()
    bench.state.sessions.standard.advanceClock(by: .seconds(Int64.max))
    let task = try submitAndFetch(bench)
    #expect(task["status"] == "NOT_START" && task["progress"] == "0%")
    #expect(task["finish_time"] == 0 && task["data"] == .null)
  }

  @Test(
    "so it is of every outcome, how near the end it was submitted",
    arguments: TaskProgressTests.outcomes, [0, 1, 29, 30, 31, 60])
  func everyOutcome(outcome: TaskOutcome, secondsLeft: Int) {
    let parameters = TaskParameters(aspectRatio: nil, seconds: 5)
    let task = VideoTask(
      id: "1", submitted: Self.end + .seconds(-secondsLeft), parameters: parameters,
      outcome: outcome)
    for back in 0...secondsLeft {
      let progress = TaskProgress(of: task, at: Self.end + .seconds(-back), pace: TaskPace())
      #expect((progress.percent == 100) == progress.isFinal)
    }
  }

  @Test("a clock that cannot be moved so far says so, and stays")
  func refuses() throws {
    let bench = try HandlerBench()
    let century = #"{"seconds":3155760000}"#
    for _ in 0..<2 {
      #expect(try bench.send("POST", "/__mock/clock/advance", century).status == 200)
    }
    let before = try bench.send("GET", "/__mock/clock")["now"]
    let reply = try bench.send("POST", "/__mock/clock/advance", century)
    #expect(reply.status == 400 && reply.fields.contains("Mock-Error: true\r\n"))
    #expect(reply["pointer"] == "/seconds")
    #expect(try bench.send("GET", "/__mock/clock")["now"] == before)
    #expect(try bench.send("POST", "/__mock/clock/advance", #"{"seconds":30}"#).status == 200)
  }

  @Test("a scale too large stops there, and tasks with it")
  func scale() throws {
    let bench = try HandlerBench { $0.timeScale = 1e9 }
    bench.monotonicNanoseconds += 60_000_000_000
    #expect(bench.state.sessions.standard.instant(at: bench.now) == Self.end)
    let task = try submitAndFetch(bench)
    #expect(task["status"] == "NOT_START" && task["finish_time"] == 0)
  }
}
