import HTTPTransport

/// How a GET or HEAD of a file is answered: whole, in part, not modified, or not at all. It only
/// decides; the caller copies `content` out of the file.
struct MediaAnswer {
  /// The fields of the request that matter; nil for one that is missing.
  struct Conditions {
    var ifMatch: String?
    var range: String?
    var ifRange: String?
    var ifNoneMatch: String?
  }

  private(set) var status = HTTPStatus.ok
  /// What the answer carries; for a HEAD, what its Content-Length announces.
  private(set) var content: Range<Int>
  /// In the order to be sent; the transport adds Content-Length.
  private(set) var fields: [(name: StaticString, value: String)] = []

  init(method: HTTPMethod, conditions: Conditions, file: MediaFile, type: String = "video/mp4") {
    let count = file.bytes.count
    content = 0..<count
    fields = [("Accept-Ranges", "bytes"), ("ETag", file.entityTag)]
    // In the order of RFC 9110 §13.2.2. There is no Last-Modified, so If-Unmodified-Since is
    // ignored (§13.1.4).
    if let tags = conditions.ifMatch, !EntityTags.contain(file.entityTag, in: tags, .strong) {
      become(HTTPStatus(412))
      return
    }
    if let tags = conditions.ifNoneMatch, EntityTags.contain(file.entityTag, in: tags, .weak) {
      become(HTTPStatus(304))
      return
    }
    let request = Self.rangeRequest(method, conditions, file)
    if request == .unsatisfiable {
      become(HTTPStatus(416))
      fields.append(("Content-Range", "bytes */\(count)"))
      return
    }
    fields.append(("Content-Type", type))
    guard case .part(let range) = request else { return }
    status = HTTPStatus(206)
    content = range
    fields.append(
      ("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(count)"))
  }

  private mutating func become(_ status: HTTPStatus) {
    self.status = status
    content = 0..<0
  }

  private static func rangeRequest(
    _ method: HTTPMethod, _ conditions: Conditions, _ file: MediaFile
  ) -> RangeRequest {
    // Ranges are defined for GET alone (§14.2).
    guard method == .get else { return .whole }
    // If-Range compares strongly (§13.1.5). There is no Last-Modified, so no date ever matches.
    if let tag = conditions.ifRange, !tag.utf8.elementsEqual(file.entityTag.utf8) { return .whole }
    return RangeRequest(field: conditions.range, of: file.bytes.count)
  }
}

/// A list of entity tags, as If-Match and If-None-Match carry it (RFC 9110 §13.1.1, §13.1.2).
enum EntityTags {
  /// How tags are compared (§8.8.3.2).
  enum Comparison {
    /// A tag with `W/` equals no other.
    case strong
    /// `W/` is ignored.
    case weak
  }

  /// - Parameters:
  ///   - tag: a strong tag with its quotes.
  ///   - list: `*`, or tags with commas between them. What is malformed ends the list.
  static func contain(_ tag: String, in list: String, _ comparison: Comparison) -> Bool {
    let bytes = Array(list.utf8)
    var rest = bytes[...].drop(while: isSeparator)
    if rest.first == UInt8(ascii: "*") { return rest.dropFirst().allSatisfy(isSeparator) }
    let wanted = Array(tag.utf8)
    while !rest.isEmpty {
      let isWeak = rest.starts(with: "W/".utf8)
      if isWeak { rest = rest.dropFirst(2) }
      guard rest.first == UInt8(ascii: "\""),
        let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "\""))
      else { return false }
      if rest[...end].elementsEqual(wanted), !isWeak || comparison == .weak { return true }
      rest = rest[(end + 1)...].drop(while: isSeparator)
    }
    return false
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == 0x20 || byte == 0x09
  }
}
