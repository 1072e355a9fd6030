import Foundation
import JimengClient
import StrictJSON

/// Reads the exchanges of an HTTP Archive (HAR 1.2). It knows nothing of cases.
struct RecordingReader {
  let name: String
  /// The program that wrote the archive.
  private(set) var creator: String?
  /// What the server was held to, where the archive is of a run of this suite.
  private(set) var profile: ContractProfile?

  static let profileName = "_profile"

  init(name: String) {
    self.name = name
  }

  mutating func exchanges(_ bytes: [UInt8]) throws(RecordingError) -> [RecordedExchange] {
    // RFC 8259 §8.1: a reader may ignore a byte order mark, which some writers of archives add.
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    let root: JSONNode
    do throws(JSONReadError) {
      root = JSONNode(try JSONReader.read(text).root)
    } catch {
      throw RecordingError(file: name, fault: "\(error)")
    }
    creator = root["log"]?["creator"]?["name"]?.value.string
    profile = root["log"]?[Self.profileName]?.value.string.flatMap(ContractProfile.init)
    do throws(JSONNodeError) {
      var exchanges: [RecordedExchange] = []
      for entry in try root.required("log").required("entries").items() {
        if let exchange = try exchange(entry) { exchanges.append(exchange) }
      }
      return exchanges
    } catch {
      throw RecordingError(file: name, fault: "\(error)")
    }
  }

  /// Nil for one without an answer, of which a part was not recorded, or that a scenario of a mock
  /// answered.
  private func exchange(_ entry: JSONNode) throws(JSONNodeError) -> RecordedExchange? {
    let (request, response) = (try entry.required("request"), try entry.required("response"))
    let method = try request.required("method").string()
    let path = Self.path(try request.required("url").string())
    let status = try response.required("status").integer(in: 0...999)
    let (asked, answered) = (try headers(request), try headers(response))
    let posted = request["postData"]?.value
    let content = response["content"]?.value
    guard status > 0,
      let body = Self.bytes(
        posted, encoding: posted?["comment"], size: request["bodySize"]?.value),
      let answer = Self.bytes(content, encoding: content?["encoding"], size: content?["size"])
    else { return nil }
    let exchange = RecordedExchange(
      method: method, path: path, headers: asked, body: body,
      answer: HTTPAnswer(status: status, headers: answered, body: answer))
    return exchange.answer[header: "Mock-Scenario"] == nil ? exchange : nil
  }

  private func headers(
    _ message: JSONNode
  ) throws(JSONNodeError) -> [(name: String, value: String)] {
    try message.required("headers").items().compactMap { field in
      guard let name = field["name"]?.value.string, let value = field["value"]?.value.string
      else { return nil }
      return (name, value)
    }
  }

  /// Of `postData` or `content`. Nil where they were not kept, or not whole.
  private static func bytes(
    _ value: JSONValue?, encoding: JSONValue?, size: JSONValue?
  ) -> [UInt8]? {
    guard value?["comment"]?.string?.contains("truncated") != true else { return nil }
    let text = value?["text"]?.string ?? ""
    if text.isEmpty { return (size?.number?.int ?? 0) > 0 ? nil : [] }
    guard encoding?.string == "base64" else { return Array(text.utf8) }
    return Data(base64Encoded: text).map { Array($0) }
  }

  /// What follows the authority, without a fragment.
  private static func path(_ url: String) -> String {
    let start = url.range(of: "://")?.upperBound ?? url.startIndex
    let path = url[start...].drop { $0 != "/" }.prefix { $0 != "#" }
    return path.isEmpty ? "/" : String(path)
  }
}
