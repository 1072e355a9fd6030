import JimengContract

extension ContractSuite {
  /// The built-in suite of a profile, compiled once for all tests that only read it.
  static func shared(_ profile: ContractProfile) throws -> ContractSuite {
    switch profile {
    case .contract: try contractSuite.get()
    case .gateway: try gatewaySuite.get()
    }
  }

  private static let contractSuite = Result { try builtIn(profile: .contract) }
  private static let gatewaySuite = Result { try builtIn(profile: .gateway) }
}
