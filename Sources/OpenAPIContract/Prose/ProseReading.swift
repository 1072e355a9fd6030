package import StrictJSON

/// What a description says: the rules that are certain, and why the rest was left unread.
package struct ProseReading: Sendable, Equatable {
  package struct Unread: Sendable, Equatable {
    /// The lines that were not read, verbatim.
    package let words: String
    /// Why not, as the end of a sentence.
    package let why: String
  }

  package var rules: [ProseRule] = []
  package var unread: [Unread] = []
  /// The description is nothing but a value of the declared type.
  package var example: JSONValue?

  package var defaultValue: JSONValue? { rules.lazy.compactMap(\.kind.defaultValue).first }
}

/// One constraint that a description states, and the words that state it.
package struct ProseRule: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// The values allowed, each of the declared type.
    case enumeration([JSONValue])
    case range(NumberRange)
    /// In code points.
    case minLength(Int)
    /// In code points.
    case maxLength(Int)
    case required
    /// Said, though nothing follows from it.
    case optional
    case defaultValue(JSONValue)
  }

  package let kind: Kind
  /// The whole lines of the description, verbatim.
  package let words: String
}

extension ProseRule.Kind {
  var enumeration: [JSONValue]? { if case .enumeration(let values) = self { values } else { nil } }
  var range: NumberRange? { if case .range(let range) = self { range } else { nil } }
  var minLength: Int? { if case .minLength(let count) = self { count } else { nil } }
  var maxLength: Int? { if case .maxLength(let count) = self { count } else { nil } }
  var defaultValue: JSONValue? { if case .defaultValue(let value) = self { value } else { nil } }

  /// Whether a request can break it.
  var isEnforced: Bool {
    switch self {
    case .enumeration, .range, .minLength, .maxLength, .required: true
    case .optional, .defaultValue: false
    }
  }
}

/// What a reader found, and where it stands in the text; not yet compared with what others found.
struct ProseFinding: Equatable {
  let kind: ProseRule.Kind
  let range: Range<Int>
}

/// Why what follows a marker is no certain rule; the words go into the report of unread prose.
enum ProseFailure: Error, Equatable {
  case nothingFollows
  case listIsOpen
  case listIsMixed
  case itemIsUnclear(String)
  case itemDoesNotFit(String, ProseType)
  case listGoesOn
  case bracketIsAmbiguous
  case rangeIsUnclear
  case rangeDoesNotFit(ProseType)
  case rangeHasExceptions
  case conditionStandsFirst
  case markerIsDenied
  case statementsDiffer
  case defaultIsOutside(String)

  var why: String {
    switch self {
    case .nothingFollows: "no value follows the marker"
    case .listIsOpen: "the list is open (等, …)"
    case .listIsMixed: "the list has more than one kind of separator"
    case .itemIsUnclear(let item): "it is unclear whether \"\(item)\" is a value"
    case .itemDoesNotFit(let item, let type): "\"\(item)\" does not fit \(type.words)"
    case .listGoesOn: "something else follows a value of the list"
    case .bracketIsAmbiguous: "the brackets may hold a list or a range"
    case .rangeIsUnclear: "the range is not two bounds"
    case .rangeDoesNotFit(let type): "a range of numbers does not fit \(type.words)"
    case .rangeHasExceptions: "values outside the range are named beside it"
    case .conditionStandsFirst: "it stands under a condition"
    case .markerIsDenied: "the words before the marker deny or only mention it"
    case .statementsDiffer: "the description says two different things"
    case .defaultIsOutside(let value): "its own default \(value) is outside"
    }
  }
}
