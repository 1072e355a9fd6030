import StrictJSON

/// The way down into a value while it is examined, as pointer and as words.
struct FieldPath {
  enum Token {
    case name(String)
    case index(Int)
  }

  private(set) var tokens: [Token] = []

  mutating func push(_ token: Token) { tokens.append(token) }
  mutating func pop() { tokens.removeLast() }

  var pointer: JSONPointer {
    JSONPointer(
      tokens: tokens.map { token in
        switch token {
        case .name(let name): name
        case .index(let index): String(index)
        }
      })
  }

  /// `images[0].url`; names that are no words stand in brackets and quotes.
  var words: String {
    var words = ""
    for token in tokens {
      switch token {
      case .index(let index): words += "[\(index)]"
      case .name(let name):
        if Self.isWord(name) {
          words += words.isEmpty ? name : ".\(name)"
        } else {
          words += "[\(ValueWords.short(.string(name)))]"
        }
      }
    }
    return words
  }

  private static func isWord(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 64
      && name.utf8.allSatisfy { $0.isAlphanumeric || $0 >= 0x80 || $0 == 0x5F || $0 == 0x2D }
  }
}
