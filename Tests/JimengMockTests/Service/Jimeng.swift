import HTTPTransport
import JimengFixtures
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

/// The built-in service, and what is known of its answers.
enum Jimeng {
  static func service() throws -> Service { try ServiceLoader.builtIn() }

  static func job() throws -> Job { try #require(try service().jobs.first) }

  /// Our own description of the fetch.
  static func observedPage() throws -> SpecDocument {
    try SpecLoader.load(Fixtures.fetchPage, name: Fixtures.fetchPageName)
  }

  /// What an answer is held to: `TaskAnswer`, `BatchAnswer`, `TaskError` …
  static func schema(_ name: String) throws -> CompiledSchema {
    let pointer = JSONPointer(tokens: ["components", "schemas", name])
    return try CompiledSchema.compile(pointer, of: observedPage())
  }

  /// The answers of a fetch of one task, or of several.
  static func fetch(many: Bool = false) throws -> TaskAnswers {
    let answers = try service().operations.compactMap { operation -> TaskAnswers? in
      switch operation.role {
      case .fetch(_, let answers) where !many: answers.first
      case .fetchMany(_, let answers) where many: answers.first
      case .submit, .fetch, .fetchMany, .example: nil
      }
    }
    return try #require(answers.first)
  }

  static func circumstances(_ origin: String = "http://127.0.0.1:4310") -> TaskAnswers.Circumstances
  {
    var ids = RequestIDSource(seed: 1)
    return TaskAnswers.Circumstances(
      origin: origin, requestID: ids.next(at: .current()), now: MockInstant(unixSeconds: 0))
  }

  /// The status of a task in Jimeng's word.
  static func status(_ progress: TaskProgress) throws -> String { try job().status(progress) }

  static func json(_ response: HTTPResponse) throws -> JSONValue {
    try JSONReader.read(response.body).root
  }
}
