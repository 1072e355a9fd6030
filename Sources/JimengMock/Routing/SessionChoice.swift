/// Which session a request is for: by the prefix of its path or the field `Mock-Session`.
enum SessionChoice: Equatable {
  case standard
  case named(String)
  /// With what to tell the client.
  case refused(String)

  /// - Parameters:
  ///   - pathName: the name that its path begins with.
  ///   - lines: the values of `Mock-Session`. All that say something have to say the same.
  init(pathName: String?, lines: [String]) {
    guard let name = pathName ?? lines.first else {
      self = .standard
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
