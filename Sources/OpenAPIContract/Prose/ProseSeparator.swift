/// What parts the values of a list.
enum ProseSeparator: Hashable {
  case comma
  /// 、, which parts enumerated words and nothing else.
  case enumerationComma
  case semicolon
  case slash
  case newline
  /// 或, "or" and the like.
  case word

  /// - Parameter scalar: one of `,` `，` `、` `/`.
  init(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "、": self = .enumerationComma
    case "/": self = .slash
    default: self = .comma
    }
  }
}
