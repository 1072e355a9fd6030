/// Which session a request is for: by the prefix of its path or the field `Mock-Session`.
enum SessionChoice: Equatable {
  case standard
  case named(String)
  /// With what to tell the client.
  case refused(String)

  /// - Parameters:
  ///   - pathName: the name that its path begins with.
  ///   - field: the value of `Mock-Session`.
  init(pathName: String?, field: String?) {
    guard let name = pathName ?? field else {
      self = .standard
      return
    }
    if let field, !field.utf8.elementsEqual(name.utf8) {
      self = .refused("the path names the session '\(name)', Mock-Session '\(field)'")
    } else if SessionName.isLegal(name) {
      self = .named(name)
    } else {
      self = .refused("a session's name is \(SessionName.rule)")
    }
  }
}
