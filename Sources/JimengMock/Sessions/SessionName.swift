/// What a session may be called: what stands in a path and in a field as it is.
enum SessionName {
  static let bytesMax = 64
  /// The session of requests that name none.
  static let `default` = "default"
  /// In words, for messages.
  static let rule = "letters, digits, '.', '_' and '-', \(bytesMax) at most, but not '.' or '..'"

  /// `.` and `..` are steps in a path, which clients take before they send it (RFC 3986 §5.2.4).
  static func isLegal(_ name: some Collection<UInt8>) -> Bool {
    (1...bytesMax).contains(name.count) && !name.elementsEqual(".".utf8)
      && !name.elementsEqual("..".utf8)
      && name.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
          UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  static func isLegal(_ name: String) -> Bool { isLegal(name.utf8) }

  /// - Parameter seed: for another hash of the same name.
  static func hash(_ name: String, seed: UInt64 = 0) -> UInt64 { name.utf8.fnv1a(seed: seed) }
}

/// Which session a request is for: by the prefix of its path or the field `Mock-Session`.
enum SessionChoice: Equatable {
  case `default`
  case named(String)
  /// With what to tell the client.
  case refused(String)

  /// - Parameters:
  ///   - pathName: the name that its path begins with.
  ///   - lines: the values of `Mock-Session`. All that say something have to say the same.
  init(pathName: String?, lines: [String]) {
    guard let name = pathName ?? lines.first else {
      self = .default
      return
    }
    if let other = lines.first(where: { !$0.utf8.elementsEqual(name.utf8) }) {
      let place = pathName == nil ? "one line of Mock-Session" : "the path"
      self = .refused("\(place) names the session '\(name)', Mock-Session '\(other)'")
    } else if SessionName.isLegal(name) {
      self = .named(name)
    } else {
      self = .refused("a session's name is \(SessionName.rule)")
    }
  }
}

extension Sequence<UInt8> {
  /// FNV-1a, 64 bits: the same in every run, and quick for short texts. Not for what someone may
  /// choose to collide.
  func fnv1a(seed: UInt64 = 0) -> UInt64 {
    reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
