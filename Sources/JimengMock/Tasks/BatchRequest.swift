import StrictJSON

/// The body of `POST …/fetch` (evidence row 18, gateway source): which tasks are asked for.
enum BatchRequest: Equatable {
  /// Each once, in the order of the request.
  /// - Parameter hasNull: whether one more is null, which is no task's.
  case ids([String], hasNull: Bool)
  /// With the envelope to answer with 400.
  case refused(JSONValue)

  /// More than this in one request is refused; the bound is the mock's own.
  static let idCountMax = 1000

  /// - Parameter body: any JSON; no `ids` at all asks for no task, as at the gateway.
  init(body: JSONValue) {
    guard case .object(let object) = body else {
      self =
        body.isNull
        ? .ids([], hasNull: false) : .refused(Self.refusal("the body must be an object"))
      return
    }
    switch object["ids"] {
    case nil, .null: self = .ids([], hasNull: false)
    case .array(let items) where items.count > Self.idCountMax:
      self = .refused(Self.refusal("ids: at most \(Self.idCountMax), not \(items.count)"))
    case .array(let items):
      self = .ids(Self.unique(items), hasNull: items.contains(where: \.isNull))
    case .some: self = .refused(Self.refusal("ids must be an array of strings"))
    }
  }

  /// What is no string is no task's id, so it is left out like one that is not known.
  private static func unique(_ items: [JSONValue]) -> [String] {
    var seen = Set<JSONName>(minimumCapacity: items.count)
    return items.compactMap(\.string).filter { seen.insert(JSONName($0)).inserted }
  }

  private static func refusal(_ message: String) -> JSONValue {
    ServiceEnvelope.taskError(code: "invalid_request", message: message)
  }
}
