import HTTPTransport

/// Turns what a scenario says of delays and faults into the transport's terms.
enum ScenarioDelivery {
  static func apply(
    _ scenario: Scenario, _ visit: inout Visit, to response: inout HTTPResponse
  ) {
    guard scenario.delay != nil || scenario.dribble != nil || scenario.fault != nil else { return }
    var delivery = HTTPDelivery()
    if let delay = scenario.delay {
      delivery.delay = delay.duration(using: &visit.session.generator)
    }
    delivery.dribble = scenario.dribble.map {
      HTTPDelivery.Dribble(chunkCount: $0.chunkCount, total: $0.totalDuration)
    }
    visit.outcome = .delayed
    if let fault = scenario.fault {
      delivery.fault = transportFault(fault, &visit)
      visit.outcome = outcome(of: fault)
      visit.isAnswered = fault.damagesAnswer
    }
    response.delivery = delivery
  }

  private static func transportFault(
    _ fault: ScenarioFault, _ visit: inout Visit
  ) -> HTTPDelivery.Fault {
    switch fault {
    case .connectionReset: .resetConnection
    case .emptyResponse: .emptyResponse
    case .malformedChunk: .malformedChunk
    case .randomData: .randomData(SeededGenerator.noise(seed: visit.session.generator.next()))
    case .truncatedBody: .truncatedBody
    case .stall: .stallInBody
    case .neverAnswers: .neverAnswer
    }
  }

  private static func outcome(of fault: ScenarioFault) -> JournalOutcome {
    switch fault {
    case .connectionReset: .reset
    case .emptyResponse: .emptyResponse
    case .malformedChunk, .randomData: .malformed
    case .truncatedBody: .truncated
    case .stall: .stalled
    case .neverAnswers: .neverAnswered
    }
  }
}
