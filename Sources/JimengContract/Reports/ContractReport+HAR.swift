import Foundation
import OpenAPIContract
import StrictJSON

extension ContractReport {
  /// What was asked and answered, as an HTTP Archive (HAR 1.2) that `Recording` reads again. The
  /// key is in none of it: `<key>` stands in its place. Without entries where a run did not record.
  public var har: String {
    let profiles = Set(plan.cases.map(\.profile))
    var members: [JSONObject.Member] = [
      .init(name: "version", value: "1.2"),
      .init(name: "creator", value: ["name": "jimeng-mock-test", "version": "1"]),
      .init(name: "entries", value: .array(exchanges.map(Self.entry))),
    ]
    // HAR leaves names with an underscore to its writers.
    if profiles.count == 1, let profile = profiles.first {
      members.append(
        .init(name: RecordingReader.profileName, value: .string(profile.rawValue)))
    }
    return JSONWriter.string(["log": .object(JSONObject(members: members))], style: .pretty)
  }

  private static func entry(_ entry: ExchangeLog.Entry) -> JSONValue {
    let milliseconds = Int(entry.duration / .milliseconds(1))
    return [
      "startedDateTime": .string(time(entry.date)),
      "time": .number(milliseconds), "request": request(entry),
      "response": response(entry.exchange), "cache": [:],
      // Only the whole is measured; HAR wants its parts all the same.
      "timings": ["send": 0, "wait": .number(milliseconds), "receive": 0],
    ]
  }

  /// `2025-11-22T18:38:04.512Z`
  private static func time(_ date: Date) -> String {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    return formatter.string(from: date)
  }

  private static func request(_ entry: ExchangeLog.Entry) -> JSONValue {
    let exchange = entry.exchange
    let object: JSONObject = [
      "method": .string(exchange.method), "url": .string(entry.url), "httpVersion": "HTTP/1.1",
      "cookies": [], "headers": .array(exchange.headers.map(pair)), "queryString": [],
      "headersSize": -1, "bodySize": .number(exchange.body.count),
    ]
    guard !exchange.body.isEmpty else { return .object(object) }
    let (text, encoding) = content(exchange.body)
    let data: JSONObject = [
      "mimeType": .string(exchange[header: "Content-Type"] ?? ""), "params": [],
      "text": .string(text),
    ]
    return .object(adding("postData", .object(adding("comment", encoding, to: data)), to: object))
  }

  private static func response(_ exchange: RecordedExchange) -> JSONValue {
    let answer = exchange.answer
    let (text, encoding) = content(answer.body)
    let data: JSONObject = [
      "size": .number(answer.body.count),
      "mimeType": .string(answer[header: "Content-Type"] ?? "x-unknown"), "text": .string(text),
    ]
    return [
      "status": .number(answer.status), "statusText": "", "httpVersion": "HTTP/1.1", "cookies": [],
      "headers": .array(answer.headers.map(pair)),
      "content": .object(adding("encoding", encoding, to: data)), "redirectURL": "",
      "headersSize": -1, "bodySize": .number(answer.body.count),
    ]
  }

  private static func adding(
    _ name: String, _ value: JSONValue?, to object: JSONObject
  ) -> JSONObject {
    guard let value else { return object }
    return JSONObject(members: object.members + [JSONObject.Member(name: name, value: value)])
  }

  private static func pair(_ pair: (name: String, value: String)) -> JSONValue {
    ["name": .string(pair.name), "value": .string(pair.value)]
  }

  private static func content(_ bytes: [UInt8]) -> (text: String, encoding: JSONValue?) {
    String(validating: bytes, as: UTF8.self).map { ($0, nil) }
      ?? (Data(bytes).base64EncodedString(), "base64")
  }
}
