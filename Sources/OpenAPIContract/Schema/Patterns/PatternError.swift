/// Why a text is no regular expression of ECMA-262, or none that is read here.
package enum PatternError: Error, Equatable, Sendable {
  case groupUnclosed
  case groupUnopened
  case groupUnknown(String)
  case classUnclosed
  case rangeReversed(String)
  case nothingToRepeat
  case boundsReversed
  case escapeUnknown(String)
  case escapeUnfinished
  case propertyUnknown(String)
  case groupNameInvalid
  case tooDeep(Int)
  case tooLong(Int)
}

extension PatternError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .groupUnclosed: "a group is not closed with )"
    case .groupUnopened: "there is a ) too many; escape it as \\)"
    case .groupUnknown(let text): "(?\(text) begins no group that ECMA-262 has"
    case .classUnclosed: "a character class is not closed with ]"
    case .rangeReversed(let text): "the range \(text) runs backwards"
    case .nothingToRepeat: "there is nothing to repeat before *, +, ? or {"
    case .boundsReversed: "the bounds in {} run backwards"
    case .escapeUnknown(let text): "\\\(text) is no escape"
    case .escapeUnfinished: "it ends in the middle of an escape"
    case .propertyUnknown(let text): "\\p{\(text)} is not known; use a general category such as L"
    case .groupNameInvalid: "a group's name is not closed, not defined or defined twice"
    case .tooDeep(let limit): "groups nest deeper than \(limit)"
    case .tooLong(let limit): "it unfolds to more than \(limit) steps; lower the bounds in {}"
    }
  }
}
