import CommandInterface
import Foundation
import JimengContract
import JimengMock
import OpenAPIContract

/// The mocks that `--target mock` asks: one for each kind that the cases are for, on ports of the
/// system's choice.
enum SuiteMocks {
  /// - Parameter contract: nil for the vendor's page.
  static func start(
    for suite: ContractSuite, contract: Contract?
  ) async throws(CommandFailure) -> [MockServer] {
    var mocks: [MockServer] = []
    for setting in settings(of: suite) {
      var configuration = MockConfiguration()
      do {
        if let contract { configuration.loadedServices = try ServiceLoader.load(pages: [contract]) }
      } catch {
        throw CommandFailure(code: .couldNotStart, message: "\(error)")
      }
      configuration.keyRequirement = setting.requiresKey ? .any : .none
      // Each look at a task is a step of it: nothing waits.
      configuration.progress = .poll
      switch setting.profile {
      case .contract: configuration.profile = .contract
      case .gateway: configuration.profile = .gateway
      }
      do throws(MockServerError) {
        mocks.append(try await MockServer.start(configuration))
      } catch {
        throw CommandFailure(code: .couldNotStart, message: "\(error)")
      }
    }
    return mocks
  }

  static func target(_ mocks: [MockServer], _ suite: ContractSuite) -> ContractTarget {
    let pairs = zip(settings(of: suite), mocks.map(\.url))
    return ContractTarget(mocks: Dictionary(pairs, uniquingKeysWith: { $1 }))
  }

  /// In an order that holds within a process.
  private static func settings(of suite: ContractSuite) -> [CaseSetting] {
    Array(suite.settings).sorted {
      ($0.profile.rawValue, $0.requiresKey ? 1 : 0) < ($1.profile.rawValue, $1.requiresKey ? 1 : 0)
    }
  }
}
