internal import StrictJSON

/// What a node may begin with (YAML 1.2.2 §5.3).
extension YAMLParser {
  /// Refuses the indicators that are not read, and those that YAML reserves.
  func checkNodeStart() throws(YAMLFailure) {
    switch current {
    case .ampersand: throw failure(.anchor)
    case .asterisk: throw failure(.alias)
    case .exclamation: throw failure(.tag)
    case .question where next.isBlank: throw failure(.complexKey)
    case .colon where next.isBlank: throw failure(.missingKey)
    case .at, .backtick: throw failure(.reservedIndicator(indicator))
    case .percent, .comma, .rightBracket, .rightBrace:
      throw failure(.unexpectedIndicator(indicator))
    default: return
    }
  }

  /// In flow style, further characters end a scalar before it has begun (§7.3.3). A `?x` does not
  /// by the letter, but other readers take the indicator for one.
  func checkFlowStart() throws(YAMLFailure) {
    try checkNodeStart()
    switch current {
    case .bar, .greater: throw failure(.unexpectedIndicator(indicator))
    case .question: throw failure(.complexKey)
    case .colon where next.isFlowIndicator: throw failure(.missingKey)
    case .minus where next.isBlank || next.isFlowIndicator:
      throw failure(.unexpectedIndicator(indicator))
    default: return
    }
  }

  private var indicator: String { String(decoding: [current], as: UTF8.self) }
}
