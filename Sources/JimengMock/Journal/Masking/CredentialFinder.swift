import HTTPTransport

/// A credential in some bytes.
struct CredentialSpan: Equatable {
  var range: Range<Int>
  /// A number in JSON, whose mask needs quotes.
  var isNumber = false
}

/// Finds where credentials stand in the parts of a request by the names before them.
enum CredentialFinder {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  /// In the value of a header field: all of it, without a well-known scheme, when the field is
  /// named as a credential; in an address, the user and the password, and its query.
  static func inField(_ name: Bytes, _ value: Bytes) -> [CredentialSpan] {
    if holdsAddress(name) { return inAddress(value) }
    guard !CredentialName.isHarmlessField(name), CredentialName.matches(name), !value.isEmpty else {
      return []
    }
    for scheme in ["bearer", "basic"] as [StaticString] where value.startsIgnoringCase(with: scheme)
    {
      let length = scheme.utf8CodeUnitCount
      guard value.count > length else { return [] }
      guard value[length] == UInt8(ascii: " ") else { break }
      return [CredentialSpan(range: (length + 1)..<value.count)]
    }
    return [CredentialSpan(range: 0..<value.count)]
  }

  private static func holdsAddress(_ name: Bytes) -> Bool {
    switch name.count {
    case 4: name.startsIgnoringCase(with: "host")
    case 6: name.startsIgnoringCase(with: "origin")
    case 7: name.startsIgnoringCase(with: "referer")
    default: false
    }
  }

  /// User, password and fragment of a URL, which no browser sends in a Referer either (RFC 9110
  /// §10.1.3), and the credentials of its query.
  private static func inAddress(_ value: Bytes) -> [CredentialSpan] {
    let hash = value.firstIndex(of: UInt8(ascii: "#")) ?? value.count
    let mark = value[..<hash].firstIndex(of: UInt8(ascii: "?")) ?? hash
    let place = UnsafeBufferPointer(rebasing: value[..<mark])
    let start = place.firstOffset(of: "//").map { $0 + 2 } ?? 0
    let end = place[start...].firstIndex(of: UInt8(ascii: "/")) ?? place.count
    var spans: [CredentialSpan] = []
    if let at = place[start..<end].lastIndex(of: UInt8(ascii: "@")), at > start {
      spans.append(CredentialSpan(range: start..<at))
    }
    if mark < hash {
      spans += inQuery(UnsafeBufferPointer(rebasing: value[(mark + 1)..<hash])).map {
        CredentialSpan(range: ($0.range.lowerBound + mark + 1)..<($0.range.upperBound + mark + 1))
      }
    }
    if hash + 1 < value.count { spans.append(CredentialSpan(range: (hash + 1)..<value.count)) }
    return spans
  }

  /// The values of parameters that are named as credentials. `;` and a second `?` also separate for
  /// some writers of queries, so a name may begin there; a value ends at `&` only.
  static func inQuery(_ query: Bytes) -> [CredentialSpan] {
    var spans: [CredentialSpan] = []
    var start = 0
    while start < query.count {
      let end = query[start...].firstIndex(of: UInt8(ascii: "&")) ?? query.count
      var nameStart = start
      for index in start..<end {
        switch query[index] {
        case UInt8(ascii: ";"), UInt8(ascii: "?"): nameStart = index + 1
        case UInt8(ascii: "="):
          let name = UnsafeBufferPointer(rebasing: query[nameStart..<max(nameStart, index)])
          guard index + 1 < end, CredentialName.matches(name) else { continue }
          spans.append(CredentialSpan(range: (index + 1)..<end))
        default: continue
        }
        if spans.last?.range.upperBound == end { break }
      }
      start = end + 1
    }
    return spans
  }

  /// In JSON when it is some, else wherever a name of a credential and a value seem to stand.
  /// - Parameter isWhole: false for the kept beginning of a body.
  static func inBody(_ body: Bytes, isWhole: Bool) -> [CredentialSpan] {
    if isWhole, JSONCredentials.mayRead(body) { return JSONCredentials.find(in: body) }
    return TextCredentials.find(in: body)
  }

  /// In a line of a refused head that is not a field, or not a whole one: all of it, unless a name
  /// shows that it is harmless.
  static func unreadField(_ line: Bytes) -> (name: Range<Int>, value: Range<Int>)? {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), let first = line.first,
      !isBlank(first)
    else { return nil }
    // Quotes and white space around a name are what some are refused for.
    let isAround: (UInt8) -> Bool = { isBlank($0) || $0 == UInt8(ascii: "\"") }
    var name = line[..<colon].drop(while: isAround)
    while let last = name.last, isAround(last) { name = name.dropLast() }
    guard !name.isEmpty, name.allSatisfy(isNameByte) else { return nil }
    return (name.startIndex..<name.endIndex, (colon + 1)..<line.count)
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  /// Fewer than a token may have (RFC 9110 §5.6.2): what joins a name to a value is none of them.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
