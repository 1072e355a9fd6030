import HTTPTransport

/// The id of a server-sent event: `<epoch>-<number>`, so that the number of a request is not taken
/// for that of another one after a reset, or in another run.
struct EventID: Equatable, Sendable {
  /// The journal's.
  let epoch: Int
  /// The request's; 0 for the moment before the first.
  let number: Int

  init(epoch: Int, number: Int) {
    self.epoch = epoch
    self.number = number
  }

  /// Nil for what this never wrote.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let epoch = Int(parts[0]), let number = Int(parts[1]), epoch >= 0,
      number >= 0
    else { return nil }
    self.init(epoch: epoch, number: number)
  }

  func append(to output: inout ContiguousArray<UInt8>) {
    output.append(decimal: epoch)
    output.append("-")
    output.append(decimal: number)
  }
}
