import HTTPTransport
import OpenAPIContract
import StrictJSON

/// Finds what a request to the own side asks for. It decides nothing else.
enum AdminRoute {
  /// With the segment of the path that names one thing of several, decoded; empty where none does.
  case operation(AdminOperation, item: String)
  /// OPTIONS (RFC 9110 §9.3.7).
  case options(allowed: String)

  init(_ method: HTTPMethod, path: String) throws(AdminError) {
    guard let rest = Self.rest(of: path) else { throw .unknownPath(path, nearest: nil) }
    // A HEAD is answered as the GET it stands for (RFC 9110 §9.3.2).
    let wanted = method == .head ? .get : method
    var allowed: [String] = []
    for operation in AdminOperation.allCases {
      guard let item = operation.match(rest) else { continue }
      if operation.method == wanted {
        self = .operation(
          operation, item: PercentEncoding.decode(item.utf8, plusIsSpace: false))
        return
      }
      allowed.append(operation.method.rawValue)
      if operation.method == .get { allowed.append("HEAD") }
    }
    guard !allowed.isEmpty else {
      throw .unknownPath(path, nearest: Self.nearestPath(to: path))
    }
    let list = (allowed + ["OPTIONS"]).joined(separator: ", ")
    guard method == .options else {
      throw .otherMethod(method.rawValue, path: path, allowed: list)
    }
    self = .options(allowed: list)
  }

  /// Whether a path belongs to the mock's own side.
  static func isOwn(_ path: String) -> Bool {
    let root = AdminOperation.root.utf8
    guard path.utf8.starts(with: root) else { return false }
    let rest = path.utf8.dropFirst(root.count)
    return rest.isEmpty || rest.first == UInt8(ascii: "/")
  }

  private static func rest(of path: String) -> Substring? {
    guard isOwn(path) else { return nil }
    return Substring(path.utf8.dropFirst(AdminOperation.root.utf8.count + 1))
  }

  private static func nearestPath(to path: String) -> String? {
    let paths = AdminOperation.allCases.map(\.path).filter { !$0.utf8.contains(UInt8(ascii: "{")) }
    return NearestName.find(path, among: paths)
  }
}
