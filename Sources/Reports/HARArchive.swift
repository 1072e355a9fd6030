package import StrictJSON

/// An HTTP Archive (HAR 1.2), as browsers and proxies read it.
package struct HARArchive: Sendable {
  /// The content of a message: text as it is, other bytes in Base64.
  package struct Content: Sendable {
    package var text: String
    package var isBase64: Bool
    /// Whether the end is missing.
    package var isCut: Bool

    package init(text: String, isBase64: Bool = false, isCut: Bool = false) {
      self.text = text
      self.isBase64 = isBase64
      self.isCut = isCut
    }
  }

  package typealias Pairs = [(name: String, value: String)]

  package struct Request: Sendable {
    package let method: String
    package let url: String
    package var version = "HTTP/1.1"
    package let headers: Pairs
    package var query: Pairs = []
    package let byteCount: Int
    package let content: Content

    package init(
      method: String, url: String, headers: Pairs, byteCount: Int, content: Content
    ) {
      self.method = method
      self.url = url
      self.headers = headers
      self.byteCount = byteCount
      self.content = content
    }
  }

  package struct Response: Sendable {
    /// 0 where there was no answer.
    package let status: Int
    package var reason = ""
    package let headers: Pairs
    package let byteCount: Int
    package let content: Content

    package init(status: Int, headers: Pairs, byteCount: Int, content: Content) {
      self.status = status
      self.headers = headers
      self.byteCount = byteCount
      self.content = content
    }
  }

  package struct Entry: Sendable {
    /// `2025-11-22T18:38:04.512Z`
    package let time: String
    package let milliseconds: JSONValue
    package let request: Request
    package let response: Response
    /// Names the connection; nil where it is not known.
    package var connection: String?
    package var comment: String?

    package init(time: String, milliseconds: JSONValue, request: Request, response: Response) {
      self.time = time
      self.milliseconds = milliseconds
      self.request = request
      self.response = response
    }
  }

  private let creator: JSONValue
  package var comment: String?
  /// Members of the writer's own; HAR asks for an underscore before their names.
  package var ownMembers: [JSONObject.Member] = []

  package init(creator: String, version: String) {
    self.creator = ["name": .string(creator), "version": .string(version)]
  }

  package func json(_ entries: some Sequence<Entry>) -> JSONValue {
    var log: JSONObject = [
      "version": "1.2", "creator": creator, "entries": .array(entries.map(Self.json)),
    ]
    if let comment { log.append("comment", .string(comment)) }
    for member in ownMembers { log.append(member.name, member.value) }
    return ["log": .object(log)]
  }

  private static func json(_ entry: Entry) -> JSONValue {
    var object: JSONObject = [
      "startedDateTime": .string(entry.time), "time": entry.milliseconds,
      "request": json(entry.request), "response": json(entry.response), "cache": [:],
      // Only the whole is measured; HAR wants send and receive all the same.
      "timings": [
        "blocked": -1, "dns": -1, "connect": -1, "ssl": -1, "send": 0, "wait": entry.milliseconds,
        "receive": 0,
      ],
    ]
    if let connection = entry.connection { object.append("connection", .string(connection)) }
    if let comment = entry.comment { object.append("comment", .string(comment)) }
    return .object(object)
  }

  private static func json(_ request: Request) -> JSONValue {
    var object: JSONObject = [
      "method": .string(request.method), "url": .string(request.url),
      "httpVersion": .string(request.version), "cookies": [], "headers": pairs(request.headers),
      "queryString": pairs(request.query), "headersSize": -1,
      "bodySize": .number(request.byteCount),
    ]
    guard request.byteCount > 0 else { return .object(object) }
    let content = request.content
    // Without `params`, which HAR has in place of the text.
    var data: JSONObject = [
      "mimeType": .string(type(request.headers) ?? ""), "text": .string(content.text),
    ]
    let notes = [content.isBase64 ? "base64" : nil, content.isCut ? "truncated" : nil]
    let comment = notes.compactMap(\.self).joined(separator: ", ")
    if !comment.isEmpty { data.append("comment", .string(comment)) }
    object.append("postData", .object(data))
    return .object(object)
  }

  private static func json(_ response: Response) -> JSONValue {
    var content: JSONObject = [
      "size": .number(response.byteCount),
      "mimeType": .string(type(response.headers) ?? "x-unknown"),
      "text": .string(response.content.text),
    ]
    if response.content.isBase64 { content.append("encoding", "base64") }
    if response.content.isCut { content.append("comment", "truncated") }
    return [
      "status": .number(response.status), "statusText": .string(response.reason),
      "httpVersion": "HTTP/1.1", "cookies": [], "headers": pairs(response.headers),
      "content": .object(content), "redirectURL": "", "headersSize": -1,
      "bodySize": .number(response.byteCount),
    ]
  }

  private static func type(_ headers: Pairs) -> String? {
    headers.first { $0.name.lowercased() == "content-type" }?.value
  }

  private static func pairs(_ pairs: Pairs) -> JSONValue {
    .array(pairs.map { ["name": .string($0.name), "value": .string($0.value)] })
  }
}
