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
