import HTTPTransport
import OpenAPIContract
import StrictJSON

/// Serves pages that no service file describes: a good request gets the page's own example. A
/// submit is a POST that the page calls one and whose example contains an id. A fetch is a GET with
/// an id in its path or query. An id that no submit returned is unknown.
struct UndescribedPages {
  let contracts: [Contract]
  /// The answers that a page does not document.
  let answers: ServiceAnswers

  /// Words in the path, the id or the summary of an operation that makes a task.
  private static let submitWords = [
    "submit", "create", "generat", "text2video", "image2video", "text-to-video", "image-to-video",
    "提交", "创建", "生成",
  ]

  /// What pages call an operation on a task that is there already, a POST as well.
  private static let otherWords = [
    "query", "fetch", "status", "retriev", "cancel", "delete", "查询", "获取", "取消", "删除",
  ]

  /// Where such pages put the id of a task, the likeliest first.
  private static let idPlaces = [
    "/data", "/data/task_id", "/data/id", "/data/taskId", "/task_id", "/id", "/taskId",
    "/result/task_id", "/output/task_id", "/data/data/task_id", "/request_id", "/data/0/task_id",
    "/data/0/id", "/0/task_id", "/0/id",
  ].compactMap { JSONPointer($0) }

  /// Names of parameters that hold the id of a task, in lower case and without separators.
  private static let idNames = [
    "taskid", "id", "jobid", "videoid", "generationid", "requestid", "predictionid",
  ]

  func service(firstJob: Int) -> Service {
    let operations = contracts.flatMap { contract in
      contract.operations.map { (contract: contract, operation: $0) }
    }
    var jobs: [Job] = []
    var submits: [String: Job] = [:]
    for (contract, operation) in operations {
      guard let job = Self.job(of: operation, in: contract, index: firstJob + jobs.count) else {
        continue
      }
      jobs.append(job)
      submits["\(operation.method) \(operation.path.text)"] = job
    }
    let rows = operations.map { contract, operation in
      let place = jobs.isEmpty ? nil : Self.idPlace(of: operation)
      let role: EmulatedOperation.Role =
        if let job = submits["\(operation.method) \(operation.path.text)"] {
          .submit(job)
        } else if let place {
          .fetch(
            place,
            jobs.map {
              TaskAnswers(
                job: $0, .example(of: operation, in: contract, taskID: Self.idPlace(in:)))
            })
        } else {
          .example(.example(of: operation, in: contract))
        }
      return EmulatedOperation(
        method: operation.method, served: operation.served, operation: operation, role: role,
        answers: place == nil ? answers : answers(for: operation, in: contract), gateway: nil,
        origin: contract.name + (operation.line.map { ":\($0)" } ?? ""))
    }
    return Service(
      name: contracts.map(\.name).joined(separator: ", "), contracts: contracts, operations: rows,
      jobs: jobs, answers: answers)
  }

  private static func job(
    of operation: Operation, in contract: Contract, index: Int
  ) -> Job? {
    guard operation.method == "POST", !operation.path.parameterNames.contains(where: isIDName),
      isSubmit(operation)
    else { return nil }
    let example = contract.successExample(of: operation)
    guard let place = idPlace(in: example), let form = place.resolve(in: example)?.idText else {
      return nil
    }
    let accepted = ServiceAnswer(
      status: HTTPStatus(operation.successStatus),
      template: AnswerTemplate(literal: example, taskID: place))
    return Job(index: index, name: operation.plainPath, accepted: accepted, idForm: form)
  }

  /// In a summary or an id the first word counts: "查询视频生成任务" is no submit.
  private static func isSubmit(_ operation: Operation) -> Bool {
    let path = operation.path.text.lowercased()
    let texts = [operation.summary, operation.id ?? ""].map { $0.lowercased() }
    guard !otherWords.contains(where: path.contains), !texts.contains(where: beginsOtherwise)
    else { return false }
    return submitWords.contains { word in (texts + [path]).contains { $0.contains(word) } }
  }

  /// Whether a word for something else than a submit comes before any word for one.
  private static func beginsOtherwise(_ text: String) -> Bool {
    for index in text.indices {
      let rest = text[index...]
      if otherWords.contains(where: rest.hasPrefix) { return true }
      if submitWords.contains(where: rest.hasPrefix) { return false }
    }
    return false
  }

  private static func idPlace(in example: JSONValue) -> JSONPointer? {
    idPlaces.first { $0.resolve(in: example)?.idText != nil }
  }

  /// Where a GET has the id of a task; nil if it is not a fetch.
  private static func idPlace(of operation: Operation) -> TaskIDPlace? {
    guard operation.method == "GET" else { return nil }
    let inPath = operation.path.parameterNames
    if let last = inPath.last, isIDName(last) { return .path(last) }
    let inQuery = operation.parameters.filter { $0.location == .query && isIDName($0.name) }
    return inPath.isEmpty && inQuery.count == 1 ? .query(inQuery[0].name) : nil
  }

  private static func isIDName(_ name: String) -> Bool {
    idNames.contains(name.lowercased().filter { $0 != "_" && $0 != "-" })
  }

  /// The shared answers, with the page's own answer to an unknown id if it documents one.
  private func answers(for operation: Operation, in contract: Contract) -> ServiceAnswers {
    for status in ["404", "400", "4XX", "default"] {
      guard let documented = operation.responses.first(where: { $0.status == status }),
        let example = try? documented.example ?? contract.example(of: documented)
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
  /// The page's success answer: its example, or else a value that its schema allows, or else an
  /// empty object.
  /// - Parameter taskID: returns the pointer where the requested id is written; nil for none.
  static func example(
    of operation: Operation, in contract: Contract,
    taskID: (JSONValue) -> JSONPointer? = { _ in nil }
  ) -> ServiceAnswer {
    let example = contract.successExample(of: operation)
    return ServiceAnswer(
      status: HTTPStatus(operation.successStatus),
      template: AnswerTemplate(literal: example, taskID: taskID(example)))
  }
}

extension Contract {
  fileprivate func successExample(of operation: Operation) -> JSONValue {
    if let example = operation.successExample { return example }
    guard let success = operation.responses.first(where: { $0.status.hasPrefix("2") }),
      let example = try? example(of: success)
    else { return [:] }
    return example
  }
}
