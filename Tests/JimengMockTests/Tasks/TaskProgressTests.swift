import Testing

@testable import JimengMock

@Suite struct TaskProgressTests {
  static let outcomes: [TaskOutcome] =
    [
      .success, .failure(reason: "no", error: nil), .withoutURL, .urlExpired,
      .oddStatus("PENDING?"), .timeout(minutes: 1), .timeout(minutes: 0),
    ] + TaskState.allCases.filter { !$0.isFinal }.map { .stopAt($0) }

  private let start = MockInstant(unixSeconds: 1_748_191_710)

  private func task(_ outcome: TaskOutcome) -> VideoTask {
    VideoTask(
      id: "4596668244738", submitted: start,
      parameters: TaskParameters(aspectRatio: AspectRatio("16:9"), seconds: 5), outcome: outcome)
  }

  private func progress(_ outcome: TaskOutcome, after elapsed: Duration) -> TaskProgress {
    TaskProgress(of: task(outcome), at: start + elapsed, pace: TaskPace())
  }

  @Test("goes by time from NOT_START to SUCCESS")
  func byTime() throws {
    let steps = (0...10).map { progress(.success, after: .seconds(3 * $0)) }
    #expect(
      try steps.map(Jimeng.status) == ["NOT_START", "SUBMITTED", "QUEUED"]
        + Array(repeating: "IN_PROGRESS", count: 7) + ["SUCCESS"])
    #expect(steps.map(\.percent) == (0...10).map { 10 * $0 })
    #expect(steps.map(\.isFinal) == Array(repeating: false, count: 10) + [true])
  }

  @Test("goes by polls, one step each, however late they come")
  func byPoll() throws {
    let pace = TaskPace(mode: .poll)
    var task = task(.success)
    var statuses: [String] = []
    for number in 0..<12 {
      let now = start + .seconds(number)
      task.countPoll(at: now, pace: pace)
      statuses.append(try Jimeng.status(TaskProgress(of: task, at: now, pace: pace)))
    }
    #expect(
      statuses == ["NOT_START", "SUBMITTED", "QUEUED"]
        + Array(repeating: "IN_PROGRESS", count: 7) + ["SUCCESS", "SUCCESS"])
    #expect(task.endedByPoll == start + .seconds(10))
  }

  @Test("a look that is no poll moves nothing")
  func unpolled() {
    let progress = TaskProgress(
      of: task(.success), at: start + .seconds(9999), pace: TaskPace(mode: .poll))
    #expect(progress.state == .notStarted && !progress.isFinal)
  }

  @Test("ends when it ended, not when it was asked")
  func endTime() {
    #expect(progress(.success, after: .seconds(5000)).ended == start + .seconds(30))
    #expect(progress(.timeout(minutes: 2), after: .seconds(5000)).ended == start + .seconds(120))
  }

  @Test("says why it failed only when it has", arguments: [0, 29, 30, 99])
  func failReason(seconds: Int) throws {
    let task = task(.failure(reason: "task failed", error: nil))
    let progress = TaskProgress(of: task, at: start + .seconds(seconds), pace: TaskPace())
    #expect(
      try Jimeng.job().failReason(of: task, progress) == (seconds < 30 ? "" : "task failed"))
    #expect((progress.state == .failed) == (seconds >= 30))
  }

  @Test("words a time-out as the gateway does")
  func timeout() throws {
    let task = task(.timeout(minutes: 15))
    let progress = TaskProgress(of: task, at: start + .seconds(900), pace: TaskPace())
    #expect(try Jimeng.job().failReason(of: task, progress) == "任务超时（15分钟）")
    #expect(progress.state == .failed && progress.percent == 100)
  }

  @Test("stops for ever where it is told to", arguments: TaskState.allCases.filter { !$0.isFinal })
  func stopAt(state: TaskState) {
    for elapsed in [Duration.seconds(30), .seconds(1_000_000)] {
      let progress = progress(.stopAt(state), after: elapsed)
      #expect(progress.state == state)
      #expect(!progress.isFinal)
      #expect(progress.percent == 10 * state.lastTenth)
    }
  }

  @Test("shows an odd status in place of IN_PROGRESS, for ever")
  func oddStatus() throws {
    #expect(try Jimeng.status(progress(.oddStatus("HM"), after: .seconds(6))) == "QUEUED")
    #expect(try Jimeng.status(progress(.oddStatus("HM"), after: .seconds(9))) == "HM")
    let late = progress(.oddStatus("HM"), after: .seconds(9_999_999))
    #expect(late.oddStatus == "HM" && !late.isFinal && late.percent == 90)
  }

  @Test("never goes back", arguments: outcomes, [TaskPace.Mode.time, .poll])
  func monotone(outcome: TaskOutcome, mode: TaskPace.Mode) {
    let pace = TaskPace(mode: mode)
    var task = task(outcome)
    var before = TaskProgress(of: task, at: start, pace: pace)
    for number in 0..<200 {
      let now = start + .milliseconds(700 * number)
      task.countPoll(at: now, pace: pace)
      let after = TaskProgress(of: task, at: now, pace: pace)
      #expect(after.percent >= before.percent)
      #expect(!before.isFinal || after == before)
      #expect((after.percent == 100) == after.isFinal)
      before = after
    }
    #expect(before.isFinal != outcome.isEndless)
  }
}
