import HTTPTransport
import OpenAPIContract
import StrictJSON

/// Serves pages that no service file describes: a good request is answered with the page's own
/// example. It takes no more for a task than a page says: a submit is a POST that the page calls
/// one and whose example holds an id; a fetch is a GET with an id in its path or query. An id that
/// no submit gave is unknown.
struct UndescribedPages {
  let contracts: [Contract]
  /// Shapes for what a page does not document.
  let answers: ServiceAnswers

  /// What pages call an operation that begins a task: in its path, its id or its summary.
  private static let submitWords = [
    "submit", "create", "generat", "text2video", "image2video", "text-to-video", "image-to-video",
    "提交", "创建", "生成",
  ]

  /// Where such pages put the id of a task, the likeliest first.
  private static let idPlaces = [
    "/data", "/data/task_id", "/data/id", "/data/taskId", "/task_id", "/id", "/taskId",
    "/result/task_id", "/output/task_id", "/data/data/task_id", "/request_id",
  ].compactMap { JSONPointer($0) }

  /// What a parameter that holds the id of a task is called, without case and separators.
  private static let idNames = [
    "taskid", "id", "jobid", "videoid", "generationid", "requestid", "predictionid",
  ]

  func service(firstJob: Int) -> Service {
    let operations = contracts.flatMap { contract in
      contract.operations.map { (contract: contract, operation: $0) }
    }
    var jobs: [Job] = []
    var submits: [String: Job] = [:]
    for (_, operation) in operations {
      guard let job = Self.job(of: operation, index: firstJob + jobs.count) else { continue }
      jobs.append(job)
      submits["\(operation.method) \(operation.path.text)"] = job
    }
    let rows = operations.map { contract, operation in
      let place = jobs.isEmpty ? nil : Self.idPlace(of: operation)
      let role: EmulatedOperation.Role =
        if let job = submits["\(operation.method) \(operation.path.text)"] {
          .submit(job)
        } else if let place {
          .fetch(place, jobs.map { TaskAnswers(job: $0, Self.fetched(operation)) })
        } else {
          .example(.example(of: operation))
        }
      return EmulatedOperation(
        method: operation.method, served: operation.served, operation: operation, role: role,
        answers: place == nil ? answers : answers(for: operation), gateway: nil,
        origin: contract.name + (operation.line.map { ":\($0)" } ?? ""))
    }
    return Service(
      name: contracts.map(\.name).joined(separator: ", "), contracts: contracts, operations: rows,
      jobs: jobs, answers: answers)
  }

  private static func job(of operation: Operation, index: Int) -> Job? {
    guard operation.method == "POST", operation.path.parameterNames.isEmpty,
      let example = operation.successExample, let place = idPlace(in: example),
      let form = place.resolve(in: example)?.idText
    else { return nil }
    let words = "\(operation.path.text) \(operation.id ?? "") \(operation.summary)".lowercased()
    guard submitWords.contains(where: words.contains) else { return nil }
    let accepted = ServiceAnswer(
      status: HTTPStatus(operation.successStatus),
      template: AnswerTemplate(literal: example, taskID: place))
    return Job(index: index, name: operation.plainPath, accepted: accepted, idForm: form)
  }

  private static func fetched(_ operation: Operation) -> ServiceAnswer {
    .example(of: operation, taskID: operation.successExample.flatMap(idPlace(in:)))
  }

  private static func idPlace(in example: JSONValue) -> JSONPointer? {
    idPlaces.first { $0.resolve(in: example)?.idText != nil }
  }

  /// Where a GET has the id of a task; nil when it is no fetch.
  private static func idPlace(of operation: Operation) -> TaskIDPlace? {
    guard operation.method == "GET" else { return nil }
    let inPath = operation.path.parameterNames
    if inPath.count == 1, isIDName(inPath[0]) { return .path(inPath[0]) }
    let inQuery = operation.parameters.filter { $0.location == .query && isIDName($0.name) }
    return inPath.isEmpty && inQuery.count == 1 ? .query(inQuery[0].name) : nil
  }

  private static func isIDName(_ name: String) -> Bool {
    idNames.contains(name.lowercased().filter { $0 != "_" && $0 != "-" })
  }

  /// With the page's own answer to an unknown id, where it documents one.
  private func answers(for operation: Operation) -> ServiceAnswers {
    for status in ["404", "400", "4XX"] {
      guard let documented = operation.responses.first(where: { $0.status == status }),
        let example = documented.example
      else { continue }
      let answer = ServiceAnswer(
        status: HTTPStatus(Int(status) ?? 404),
        template: AnswerTemplate(literal: example, taskID: nil),
        contentType: documented.mediaType ?? "application/json")
      return answers.replacing(unknownTask: answer)
    }
    return answers
  }
}

extension ServiceAnswer {
  /// The page's example of the answer that says success; an empty object where it has none.
  /// - Parameter taskID: where the id that was asked for goes; nil for none.
  static func example(of operation: Operation, taskID: JSONPointer? = nil) -> ServiceAnswer {
    ServiceAnswer(
      status: HTTPStatus(operation.successStatus),
      template: AnswerTemplate(literal: operation.successExample ?? [:], taskID: taskID))
  }
}
