import StrictJSON

/// How likely each scenario is: `<name>=<probability>`, once for each `--chaos`.
struct ChaosPlan: Equatable, Sendable {
  struct Share: Equatable, Sendable {
    let name: String
    let probability: Double
  }

  private(set) var shares: [Share] = []

  init() {}

  /// - Parameter texts: as the flags have them.
  init(_ texts: [String]) throws(ChaosError) {
    for text in texts {
      let share = try Self.read(text)
      guard !shares.contains(where: { $0.name == share.name }) else {
        throw .repeated(share.name)
      }
      shares.append(share)
    }
    // Ten tenths are one, whatever binary fractions make of them.
    guard shares.map(\.probability).reduce(0, +) <= 1 + 1e-9 else { throw .moreThanOne }
  }

  private static func read(_ text: String) throws(ChaosError) -> Share {
    let parts = text.utf8.split(separator: UInt8(ascii: "="), omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw .malformed(text) }
    let name = String(decoding: parts[0], as: UTF8.self)
    let number = JSONNumber(String(decoding: parts[1], as: UTF8.self))
    guard Scenario.isLegal(name: name), let probability = number?.double else {
      throw .malformed(text)
    }
    guard (0...1).contains(probability) else { throw .outOfRange(text) }
    return Share(name: name, probability: probability)
  }

  /// One random number decides for all, so that each applies exactly as often as it says. Without
  /// shares nothing is drawn.
  func draw(using generator: inout SeededGenerator) -> String? {
    guard !shares.isEmpty else { return nil }
    var rest = generator.nextFraction()
    for share in shares {
      if rest < share.probability { return share.name }
      rest -= share.probability
    }
    return nil
  }
}

/// Why a chaos plan cannot be used.
enum ChaosError: Error, Equatable, CustomStringConvertible {
  case malformed(String)
  case outOfRange(String)
  case repeated(String)
  case moreThanOne

  var description: String {
    switch self {
    case .malformed(let text): "\(text): not <scenario>=<probability>, such as rate-limited=0.1"
    case .outOfRange(let text): "\(text): a probability is 0 to 1"
    case .repeated(let name): "\(name): stands twice"
    case .moreThanOne: "the probabilities are more than 1 together"
    }
  }
}
