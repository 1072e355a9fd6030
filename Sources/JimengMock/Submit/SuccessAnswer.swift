import HTTPTransport
import OpenAPIContract
import StrictJSON

/// The answer to a request that breaks no rule: the page's own example, with a fresh task id where
/// the example has one.
struct SuccessAnswer: Sendable {
  /// Where such pages put the id of a task, the likeliest first.
  private static let idPlaces = [
    "/data", "/data/task_id", "/data/id", "/data/taskId", "/task_id", "/id", "/taskId",
    "/result/task_id", "/output/task_id", "/data/data/task_id",
  ]

  let status: HTTPStatus
  /// The example as JSON, cut where the id stands.
  private let beforeID: ContiguousArray<UInt8>
  private let afterID: ContiguousArray<UInt8>
  private var ids: TaskIDSequence?

  /// - Parameter example: the page's example; nil where it has none, and then the answer is `{}`.
  init(example: JSONValue?, status: HTTPStatus, seed: UInt64?) {
    self.status = status
    let example = example ?? [:]
    let text = JSONWriter.bytes(example)
    guard let (pointer, id) = Self.taskID(in: example),
      let cut = Self.cut(example, at: pointer)
    else {
      beforeID = text
      afterID = []
      return
    }
    (beforeID, afterID) = cut
    ids = TaskIDSequence(example: id, seed: seed)
  }

  init(_ operation: Operation, seed: UInt64?) {
    self.init(
      example: operation.successExample, status: HTTPStatus(operation.successStatus), seed: seed)
  }

  /// - Returns: the id that was made; nil where the answer has none.
  @discardableResult
  mutating func write(into response: inout HTTPResponse) -> String? {
    response.status = status
    response.appendFieldLine("Content-Type: application/json\r\n")
    response.body.append(contentsOf: beforeID)
    let start = response.body.count
    ids?.appendNext(to: &response.body)
    let end = response.body.count
    response.body.append(contentsOf: afterID)
    guard end > start else { return nil }
    return response.body.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[start..<end]), as: UTF8.self)
    }
  }

  /// The id and where it stands. A number can be one as well, as long as it is whole.
  private static func taskID(in example: JSONValue) -> (JSONPointer, String)? {
    for place in idPlaces {
      guard let pointer = JSONPointer(place) else { continue }
      switch pointer.resolve(in: example) {
      case .string(let id) where !id.isEmpty && id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }):
        return (pointer, id)
      case .number(let number) where number.isInteger && number.text.utf8.count > 3:
        return (pointer, number.text)
      default: continue
      }
    }
    return nil
  }

  /// Writes the example with a mark in place of the id and cuts it there.
  private static func cut(
    _ example: JSONValue, at pointer: JSONPointer
  ) -> (ContiguousArray<UInt8>, ContiguousArray<UInt8>)? {
    // Private use: no page has it (Unicode 16, §23.5).
    let mark = "\u{10FFFD}"
    let isString = pointer.resolve(in: example)?.string != nil
    let text = JSONWriter.bytes(example.replacing(pointer, by: .string(mark)))
    let markBytes = isString ? Array(mark.utf8) : Array("\"\(mark)\"".utf8)
    guard
      let start = (0...(text.count - markBytes.count)).first(where: {
        text[$0...].starts(with: markBytes)
      })
    else { return nil }
    return (
      ContiguousArray(text[..<start]), ContiguousArray(text[(start + markBytes.count)...])
    )
  }
}

extension JSONValue {
  /// The same value with another one at `pointer`; itself where the pointer leads nowhere.
  fileprivate func replacing(_ pointer: JSONPointer, by value: JSONValue) -> JSONValue {
    guard let name = pointer.tokens.first else { return value }
    guard var object else { return self }
    let rest = JSONPointer(tokens: Array(pointer.tokens.dropFirst()))
    for index in object.members.indices where object.members[index].name == name {
      object.members[index].value = object.members[index].value.replacing(rest, by: value)
    }
    return .object(object)
  }
}
