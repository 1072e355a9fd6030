import HTTPTransport
import StrictJSON
import Testing

@testable import JimengMock

/// Tasks, time and sessions, as the admin API shows and changes them.
@Suite struct AdminWorldTests {
  private let bench: AdminBench
  private var session: Session { bench.state.sessions.standard }

  init() throws {
    bench = try AdminBench()
  }

  private func insert(_ id: String, _ outcome: TaskOutcome = .success, in name: String = "default")
  {
    let session = bench.state.sessions.session(named: name, at: bench.now)
    let instant = session.instant(at: bench.now)
    let parameters = TaskParameters(aspectRatio: AspectRatio("16:9"), seconds: 5)
    session.tasks.insert(
      VideoTask(id: id, submitted: instant, parameters: parameters, outcome: outcome), at: instant)
  }

  // MARK: Tasks

  @Test("tasks are told of newest first, and looking at them is no fetch")
  func tasks() throws {
    insert("1")
    insert("2", .failure(reason: "no", error: nil))
    let reply = try bench.ask("GET", "/__mock/tasks")
    #expect(reply.texts("tasks", "id") == ["2", "1"])
    #expect(reply["count"] == 2)
    #expect(try bench.ask("GET", "/__mock/tasks?limit=1").texts("tasks", "id") == ["2"])
    _ = try bench.ask("POST", "/__mock/clock/advance", #"{"seconds":60}"#)
    let one = try bench.ask("GET", "/__mock/tasks/1")
    #expect(one["status"] == "SUCCESS")
    #expect(one["progress"] == "100%")
    #expect(one["fetches"] == 0)
    #expect(one["aspectRatio"] == "16:9")
    #expect(one["submitTime"] == "2025-05-25T16:48:30.000Z")
    #expect(one["finishTime"] == "2025-05-25T16:49:00.000Z")
    let two = try bench.ask("GET", "/__mock/tasks/2")
    #expect(two["failReason"] == "no")
    #expect(two["outcome"]?["outcome"] == "failure")
    #expect(try bench.ask("GET", "/__mock/tasks/3").status == 404)
  }

  @Test(
    "refuses a parameter that tasks do not have",
    arguments: ["limit=0", "limit=x", "limit=", "limit=1001", "limit=1&limit=2", "status=SUCCESS"])
  func taskParameters(query: String) throws {
    #expect(try bench.ask("GET", "/__mock/tasks?\(query)").status == 400)
  }

  // MARK: Time

  @Test("time is told and moved forward, of one session")
  func clock() throws {
    let before = try bench.ask("GET", "/__mock/clock")
    #expect(before["now"] == "2025-05-25T16:48:30.000Z")
    #expect(before["advancedSeconds"] == 0)
    let after = try bench.ask("POST", "/__mock/clock/advance", #"{"seconds":30.25}"#)
    #expect(after.status == 200)
    #expect(after["now"] == "2025-05-25T16:49:00.250Z")
    #expect(JSONWriter.string(after["advancedSeconds"] ?? .null) == "30.25")
    #expect(try bench.ask("GET", "/__mock/clock", session: "b")["advancedSeconds"] == 0)
    bench.monotonicNanoseconds += 1_000_000_000
    #expect(try bench.ask("GET", "/__mock/clock")["now"] == "2025-05-25T16:49:01.250Z")
  }

  @Test("two centuries are held, and a thousand refused, each time")
  func farFuture() throws {
    let statuses = try (0..<1000).map { _ in
      try bench.ask("POST", "/__mock/clock/advance", #"{"seconds":3155760000}"#).status
    }
    #expect(statuses == [200, 200] + Array(repeating: 400, count: 998))
  }

  @Test(
    "seconds are written without a digit too many",
    arguments: [
      (Duration.zero, "0"), (.seconds(30), "30"), (.milliseconds(1500), "1.5"),
      (.nanoseconds(1), "0.000000001"), (.milliseconds(-250), "-0.25"),
    ])
  func seconds(duration: Duration, text: String) {
    #expect(JSONWriter.string(.seconds(duration)) == text)
  }

  // MARK: Sessions

  @Test("reset empties one session and no other")
  func reset() throws {
    for name in ["default", "b"] {
      insert("1", in: name)
      try bench.state.sessions.session(named: name, at: bench.now).journal.submit()
      _ = try bench.ask("POST", "/__mock/queue", #"{"scenario":"slow"}"#, session: name)
      _ = try bench.ask("POST", "/__mock/clock/advance", #"{"seconds":9}"#, session: name)
    }
    let reply = try bench.ask("POST", "/__mock/reset")
    #expect(reply.status == 200)
    for (name, count) in [("default", 0), ("b", 1)] {
      let summary = try bench.ask("GET", "/__mock/health", session: name)["session"]
      for member in ["tasks", "requests", "queued"] {
        #expect(summary?[member]?.number?.int == count, "\(name) \(member)")
      }
      let clock = try bench.ask("GET", "/__mock/clock", session: name)
      #expect(clock["advancedSeconds"]?.number?.int == 9 * count)
    }
  }

  @Test("sessions are made, told of and ended")
  func sessions() throws {
    let made = try bench.ask("POST", "/__mock/sessions", #"{"name":"ci-1"}"#)
    #expect(made.status == 201)
    #expect(made["url"] == "http://127.0.0.1:4310/session/ci-1")
    #expect(made.fields.contains("Location: /session/ci-1/__mock/health\r\n"))
    #expect(try bench.ask("POST", "/__mock/sessions", #"{"name":"ci-1"}"#).status == 200)
    let list = try bench.ask("GET", "/__mock/sessions")
    #expect(list.texts("sessions", "name") == ["default", "ci-1"])
    #expect(list["max"]?.number?.int == SessionTable.countMaxDefault)
    #expect(try bench.ask("DELETE", "/__mock/sessions/ci-1").status == 200)
    #expect(try bench.ask("DELETE", "/__mock/sessions/ci-1").status == 404)
    #expect(try bench.ask("GET", "/__mock/sessions").texts("sessions", "name") == ["default"])
  }

  @Test("a session without a name gets one that nobody has")
  func unnamed() throws {
    _ = try bench.ask("POST", "/__mock/sessions", #"{"name":"s1"}"#)
    #expect(try bench.ask("POST", "/__mock/sessions")["name"] == "s2")
    #expect(try bench.ask("POST", "/__mock/sessions", "{}")["name"] == "s3")
  }

  @Test("the default session cannot end; it begins anew")
  func removeDefault() throws {
    insert("1")
    #expect(try bench.ask("DELETE", "/__mock/sessions/default").status == 200)
    #expect(session.tasks.count == 0)
    #expect(try bench.ask("GET", "/__mock/sessions").texts("sessions", "name") == ["default"])
  }
}
