/// Finds which members repeat a name. It runs only when the parser has met a repetition, so that
/// the parser need not keep track of where it is.
struct DuplicateFinder {
  private let countMax: Int
  private var path: [String] = []
  private var found: [JSONPointer] = []

  static func find(in root: JSONValue, countMax: Int) -> [JSONPointer] {
    var finder = DuplicateFinder(countMax: countMax)
    finder.visit(root)
    return finder.found
  }

  private init(countMax: Int) {
    self.countMax = countMax
  }

  private mutating func visit(_ value: JSONValue) {
    switch value {
    case .null, .bool, .number, .string: return
    case .array(let items): visit(items)
    case .object(let object): visit(object)
    }
  }

  private mutating func visit(_ items: [JSONValue]) {
    for (index, item) in items.enumerated() where found.count < countMax {
      enter(String(index), item)
    }
  }

  private mutating func visit(_ object: JSONObject) {
    if object.hasDuplicateNames {
      for name in object.duplicateNames where found.count < countMax {
        found.append(JSONPointer(tokens: path + [name]))
      }
    }
    for member in object.members where found.count < countMax {
      enter(member.name, member.value)
    }
  }

  private mutating func enter(_ token: String, _ value: JSONValue) {
    switch value {
    case .null, .bool, .number, .string: return
    case .array, .object:
      path.append(token)
      visit(value)
      path.removeLast()
    }
  }
}
