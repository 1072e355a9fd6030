import HTTPTransport
import OpenAPIContract

/// Tells by its words whether a header field, a query parameter or a member of a body is named as a
/// credential: `X-Api-Key`, `accessToken`, `client_secret_v2`. A word counts as a whole, so
/// `monkey`, `max_tokens` and `Idempotency-Key` are no credentials.
enum CredentialName {
  /// Words that make a name one of a credential, wherever they stand in it.
  private static let words: Set<String> = [
    "accesskey", "ak", "apikey", "auth", "authentication", "authorization", "bearer", "cookie",
    "credential", "jwt", "pass", "passphrase", "passwd", "password", "pwd", "secret", "secretkey",
    "sig", "signature", "sk",
  ]
  /// Words that do so unless another word says what they are of.
  private static let ambiguousWords: Set<String> = ["key", "token"]
  /// Such words: `image_key` names an image, `max_tokens` and `token_count` a number.
  private static let harmlessWords: Set<String> = [
    "asset", "audio", "budget", "cache", "cached", "completion", "count", "file", "foreign",
    "frame", "group", "idempotency", "image", "index", "input", "item", "length", "limit", "map",
    "max", "media", "min", "num", "object", "output", "partition", "primary", "prompt", "public",
    "reasoning", "remaining", "rows", "size", "sort", "task", "total", "type", "usage", "used",
    "video",
  ]
  /// Longer names are cut.
  private static let bytesMax = 256

  /// - Parameter name: as it was sent: percent-encoding and indices such as `[0]` do not matter.
  static func matches(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let name = UnsafeBufferPointer(rebasing: name.prefix(bytesMax))
    guard name.contains(UInt8(ascii: "%")) else { return matches(words(of: name)) }
    var decoded = PercentEncoding.decode(name, plusIsSpace: true)
    return decoded.withUTF8 { matches(words(of: $0)) }
  }

  static func matches(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { matches($0) }
  }

  private static func matches(_ found: [String]) -> Bool {
    var isAmbiguous = false
    for word in found {
      if words.contains(word) { return true }
      if ambiguousWords.contains(word) { isAmbiguous = true }
    }
    return isAmbiguous && !found.contains(where: harmlessWords.contains)
  }

  /// In lower case and in the singular, without digits: `X-API-Keys_2` is x, api, key.
  private static func words(of name: UnsafeBufferPointer<UInt8>) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    func end() {
      guard !word.isEmpty else { return }
      let isPlural =
        word.count > 3 && word.last == UInt8(ascii: "s") && word.suffix(2) != [0x73, 0x73]
      words.append(String(decoding: isPlural ? word.dropLast() : word[...], as: UTF8.self))
      word.removeAll(keepingCapacity: true)
    }
    for index in name.indices {
      let byte = name[index]
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): word.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        // `apiKey` and `APIKey` both have a word that begins with K.
        let isAfterLower = index > 0 && isLower(name[index - 1])
        let isBeforeLower =
          index > 0 && isUpper(name[index - 1]) && index + 1 < name.count
          && isLower(name[index + 1])
        if isAfterLower || isBeforeLower { end() }
        word.append(byte | 0x20)
      default: end()
      }
    }
    end()
    return words
  }

  private static func isLower(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func isUpper(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}

// MARK: Fields that never hold one

extension CredentialName {
  private static let harmlessFields: [StaticString] = [
    "host", "accept", "expect", "connection", "user-agent", "content-type", "content-length",
    "accept-encoding", "accept-language", "transfer-encoding",
  ]

  /// Whether a header field is one of those that nearly every request has, and that hold no
  /// credential by their names.
  static func isHarmlessField(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    harmlessFields.contains {
      $0.utf8CodeUnitCount == name.count && name.startsIgnoringCase(with: $0)
    }
  }
}
