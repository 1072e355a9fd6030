import Synchronization

/// Carries one value to the thread that will keep it; the sender keeps no reference.
final class Handoff<Value>: Sendable {
  private let value: Mutex<Value?>

  init(_ value: consuming sending Value) {
    self.value = Mutex(value)
  }

  /// The value, the first time.
  func take() -> sending Value? {
    value.withLock { $0.take() }
  }
}
