import StrictJSON

/// The declared type that a description's values must fit. What a page writes as `5` is the string
/// "5" where the field is a string (pages quote or not as they please).
package enum ProseType: String, Sendable, CaseIterable {
  case string, integer, number, boolean
  /// An object or an array, whose values no description spells.
  case structured
  /// Nothing is declared.
  case undeclared

  /// The value that `text` stands for; nil when it does not fit.
  func value(_ text: String, isQuoted: Bool) -> JSONValue? {
    switch self {
    case .string: .string(text)
    case .integer: JSONNumber(text).flatMap { $0.isInteger ? .number($0) : nil }
    case .number: JSONNumber(text).map(JSONValue.number)
    case .boolean: text == "true" ? true : text == "false" ? false : nil
    case .structured: nil
    case .undeclared: undeclaredValue(text, isQuoted: isQuoted)
    }
  }

  /// `5` alone may be the number or the string: without a declared type, nobody knows.
  private func undeclaredValue(_ text: String, isQuoted: Bool) -> JSONValue? {
    if isQuoted { return .string(text) }
    let isAmbiguous = JSONNumber(text) != nil || text == "true" || text == "false" || text == "null"
    return isAmbiguous ? nil : .string(text)
  }

  var isNumeric: Bool { self == .integer || self == .number }

  /// As the end of "does not fit …".
  var words: String {
    switch self {
    case .string, .integer, .number, .boolean: "the declared type \(rawValue)"
    case .structured: "a field that is an object or an array"
    case .undeclared: "a field without a declared type"
    }
  }
}

extension ProseType {
  /// The one type that a schema declares; with none or several, nothing is declared.
  init(_ types: TypeSet, hasFields: Bool) {
    let types = types.subtracting(.null)
    switch types {
    case .string: self = .string
    case .integer: self = .integer
    case .number, [.number, .integer]: self = .number
    case .boolean: self = .boolean
    case .array, .object: self = .structured
    default: self = types.isEmpty && !hasFields ? .undeclared : .structured
    }
  }
}
