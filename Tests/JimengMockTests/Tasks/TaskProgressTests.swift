import Testing

@testable import JimengMock

@Suite struct TaskProgressTests {
  static let outcomes: [TaskOutcome] =
    [
      .success, .failure(reason: "no", innerError: nil), .withoutURL, .urlExpired,
      .oddStatus("PENDING?"), .timeout(minutes: 1), .timeout(minutes: 0),
    ] + TaskStatus.allCases.map { .stopAt($0) }

  private let start = MockInstant(unixSeconds: 1_748_191_710)

  private func task(_ outcome: TaskOutcome) -> VideoTask {
    VideoTask(
      id: "4596668244738", submitted: start,
      request: TaskRequest(aspectRatio: AspectRatio("16:9"), seconds: 5), outcome: outcome)
  }

  private func progress(_ outcome: TaskOutcome, after elapsed: Duration) -> TaskProgress {
    TaskProgress(of: task(outcome), at: start + elapsed, pace: TaskPace())
  }

  @Test("goes by time from NOT_START to SUCCESS")
  func byTime() {
    let steps = (0...10).map { progress(.success, after: .seconds(3 * $0)) }
    #expect(
      steps.map(\.status) == ["NOT_START", "SUBMITTED", "QUEUED"]
        + Array(repeating: "IN_PROGRESS", count: 7) + ["SUCCESS"])
    #expect(steps.map(\.percentText) == (0...10).map { "\(10 * $0)%" })
    #expect(steps.map(\.isFinal) == Array(repeating: false, count: 10) + [true])
  }

  @Test("goes by polls, one step each, however late they come")
  func byPoll() {
    let pace = TaskPace(mode: .poll)
    var task = task(.success)
    var statuses: [String] = []
    for number in 0..<12 {
      let now = start + .seconds(number)
      task.countPoll(at: now, pace: pace)
      statuses.append(TaskProgress(of: task, at: now, pace: pace).status)
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
    #expect(progress.status == "NOT_START" && !progress.isFinal)
  }

  @Test("ends when it ended, not when it was asked")
  func endTime() {
    #expect(progress(.success, after: .seconds(5000)).ended == start + .seconds(30))
    #expect(progress(.timeout(minutes: 2), after: .seconds(5000)).ended == start + .seconds(120))
  }

  @Test("says why it failed only when it has", arguments: [0, 29, 30, 99])
  func failReason(seconds: Int) {
    let progress = progress(
      .failure(reason: "task failed", innerError: nil), after: .seconds(seconds))
    #expect(progress.failReason == (seconds < 30 ? "" : "task failed"))
    #expect((progress.status == "FAILURE") == (seconds >= 30))
  }

  @Test("words a time-out as the gateway does")
  func timeout() {
    let progress = progress(.timeout(minutes: 15), after: .seconds(900))
    #expect(progress.failReason == "任务超时（15分钟）")
    #expect(progress.status == "FAILURE" && progress.percent == 100)
  }

  @Test("stops for ever where it is told to", arguments: TaskStatus.allCases)
  func stopAt(status: TaskStatus) {
    for elapsed in [Duration.seconds(30), .seconds(1_000_000)] {
      let progress = progress(.stopAt(status), after: elapsed)
      #expect(progress.status == status.rawValue)
      #expect(progress.isFinal == status.isFinal)
      #expect(progress.percent == 10 * status.lastTenth)
    }
  }

  @Test("shows an odd status in place of IN_PROGRESS, for ever")
  func oddStatus() {
    #expect(progress(.oddStatus("HM"), after: .seconds(6)).status == "QUEUED")
    #expect(progress(.oddStatus("HM"), after: .seconds(9)).status == "HM")
    let late = progress(.oddStatus("HM"), after: .seconds(9_999_999))
    #expect(late.status == "HM" && !late.isFinal && late.percent == 90)
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
