import CommandInterface

/// One line on stderr that tells how far a run is, on a terminal only.
struct ProgressLine {
  let count: Int
  private let isShown = StandardStream.error.isTerminal

  /// To the line's start, and everything on it gone (ECMA-48 EL).
  private static let restart = "\r\u{1B}[2K"

  init(count: Int) {
    self.count = count
  }

  func show(_ done: Int, _ id: String) {
    guard isShown else { return }
    StandardStream.error.write("\(Self.restart)\(done + 1)/\(count) \(id.prefix(60))")
  }

  func clear() {
    guard isShown else { return }
    StandardStream.error.write(Self.restart)
  }
}
