import JimengClient
import JimengMock
import JimengMockTesting
import Testing

/// The Swift snippets of the documents. A test in Tidy compares the two texts.
@Suite struct SnippetTests {
  // Snippet begins
  @Test(.mockServer) func retriesAfter429() async throws {
    let mock = try MockServer.current
    let client = JimengClient(baseURL: mock.url, apiKey: "mock")
    mock.queue("rate-limited")
    let request = SubmitRequest(
      prompt: "一只小猪", duration: .five, aspectRatio: .landscape16x9, cfgScale: 0.5)
    await #expect(throws: JimengError.self) { try await client.submit(request) }
    let task = try await client.submit(request)
    mock.advanceClock(by: .seconds(30))  // no test waits for a video
    #expect(try await client.wait(for: task).task.status == .success)
    #expect(mock.journal.violations.isEmpty)
  }
  // Snippet ends

  @Test("a mock for a closure, and one that is stopped by hand")
  func withoutTheTrait() async throws {
    // Snippet begins
    try await withMockServer { mock in
      let client = JimengClient(baseURL: mock.url)
      await #expect(throws: JimengError.self) { try await client.fetch("4596183399426") }
    }

    let mock = try await MockServer.start()
    mock.queue("stall", times: 2)
    #expect(mock.queuedScenarios == ["stall"])
    await mock.stop()
    // Snippet ends
  }

  @Test("the client, followed to its end", .mockServer { $0.renderDuration = .zero })
  func client() async throws {
    let mock = try MockServer.current
    // Snippet begins
    let client = JimengClient(baseURL: mock.url, apiKey: "mock")
    do {
      let task = try await client.submit(
        .init(prompt: "一只小猪", duration: .five, aspectRatio: .landscape16x9, cfgScale: 0.5))
      for try await snapshot in client.progress(of: task) { print(snapshot.progressText ?? "") }
      let video = try await client.wait(for: task)
      print(video.url)
    } catch {
      switch error {
      case .taskFailed(let task): print(task.failureCause?.code ?? task.failReason ?? "")
      case .service(let refusal):
        print(refusal.kind, refusal.cause?.message ?? refusal.message ?? "")
      default: print(error, error.leavesSubmitUncertain)
      }
    }
    // Snippet ends
    #expect(mock.verify("GET", "/jimeng/fetch/{task_id}", status: 200, .atLeast(2)).isMet)
  }
}
