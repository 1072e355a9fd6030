import HTTPTransport
import StrictJSON

/// The JSON object that a request to the own side carries, read strictly: a misspelt name would
/// otherwise be a wish that nobody hears. No content is an object without members. Content-Type is
/// not looked at, so that `curl -d` does.
struct AdminBody {
  /// Far more than a verification needs.
  static let bytesMax = 1 << 20
  private static let limits = JSONLimits(depthMax: 64, byteCountMax: bytesMax)

  private let object: JSONObject

  /// - Parameter names: those that are known.
  init(of request: HTTPRequest, names: [String]) throws(AdminError) {
    let document = try Self.document(of: request)
    if let pointer = document.duplicates.first { throw .repeatedName(pointer) }
    guard let object = document.root.object else {
      throw .badValue(.root, expected: "an object")
    }
    for member in object.members
    where !names.contains(where: { CodePoints.areEqual($0, member.name) }) {
      throw .unknownName(
        JSONPointer(tokens: [member.name]),
        nearest: NearestName.find(member.name, among: names), known: names)
    }
    self.object = object
  }

  static func document(of request: HTTPRequest) throws(AdminError) -> JSONDocument {
    guard !request.body.isEmpty else { return JSONDocument(root: [:]) }
    guard request.body.count <= bytesMax else { throw .bodyTooLarge }
    do throws(JSONReadError) {
      return try JSONReader.read(request.body, limits: limits)
    } catch {
      throw .notJSON(error)
    }
  }

  subscript(name: String) -> JSONValue? { object[name] }

  /// A whole number, `standard` where there is none.
  func integer(
    _ name: String, in range: ClosedRange<Int>, standard: Int
  ) throws(AdminError) -> Int {
    guard let value = object[name] else { return standard }
    guard let number = value.number?.int, range.contains(number) else {
      throw .badValue(
        JSONPointer(tokens: [name]),
        expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}
