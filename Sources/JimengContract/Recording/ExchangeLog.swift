import Foundation
import Synchronization

/// Gathers what a run asks and is answered.
final class ExchangeLog: Sendable {
  struct Entry: Sendable {
    let url: String
    let exchange: RecordedExchange
    let date: Date
    let duration: Duration
  }

  private let state = Mutex<[Entry]>([])

  var entries: [Entry] { state.withLock(\.self) }

  func append(_ entry: Entry) {
    state.withLock { $0.append(entry) }
  }
}
