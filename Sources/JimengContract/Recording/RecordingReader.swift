import Foundation
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
    let root: JSONValue
    do throws(JSONReadError) {
      root = try JSONReader.read(text).root
    } catch {
      throw RecordingError(file: name, fault: "\(error)")
    }
    creator = root["log"]?["creator"]?["name"]?.string
    profile = root["log"]?[Self.profileName]?.string.flatMap(ContractProfile.init)
    guard let entries = root["log"]?["entries"]?.array else {
      throw fault("/log/entries", "an array")
    }
    var exchanges: [RecordedExchange] = []
    for (index, entry) in entries.enumerated() {
      if let exchange = try exchange(entry, at: "/log/entries/\(index)") {
        exchanges.append(exchange)
      }
    }
    return exchanges
  }

  /// Nil for one without an answer, of which a part was not recorded, or that a scenario of a mock
  /// answered.
  private func exchange(
    _ entry: JSONValue, at place: String
  ) throws(RecordingError) -> RecordedExchange? {
    guard let method = entry["request"]?["method"]?.string else {
      throw fault("\(place)/request/method", "a string")
    }
    guard let url = entry["request"]?["url"]?.string else {
      throw fault("\(place)/request/url", "a string")
    }
    guard let status = entry["response"]?["status"]?.number?.int else {
      throw fault("\(place)/response/status", "an integer")
    }
    let asked = try headers(entry["request"], at: "\(place)/request")
    let answered = try headers(entry["response"], at: "\(place)/response")
    let posted = entry["request"]?["postData"]
    let content = entry["response"]?["content"]
    guard status > 0,
      let body = Self.bytes(
        posted, encoding: posted?["comment"], size: entry["request"]?["bodySize"]),
      let answer = Self.bytes(content, encoding: content?["encoding"], size: content?["size"])
    else { return nil }
    let exchange = RecordedExchange(
      method: method, path: Self.path(url), headers: asked, body: body,
      answer: CaseAnswer(status: status, headers: answered, body: answer))
    return exchange.answer[header: "Mock-Scenario"] == nil ? exchange : nil
  }

  private func headers(
    _ message: JSONValue?, at place: String
  ) throws(RecordingError) -> [(name: String, value: String)] {
    guard let fields = message?["headers"]?.array else {
      throw fault("\(place)/headers", "an array")
    }
    return fields.compactMap { field in
      guard let name = field["name"]?.string, let value = field["value"]?.string else { return nil }
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

  private func fault(_ place: String, _ needed: String) -> RecordingError {
    RecordingError(file: name, fault: "\(place): \(needed) is needed")
  }
}
