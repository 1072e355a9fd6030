/// That `MockServer.current` was asked for where there is none.
public struct NoCurrentMock: Error, Equatable, CustomStringConvertible {
  /// What to do about it.
  public var description: String {
    "no mock runs here: write @Test(.mockServer) or @Suite(.mockServer), and ask for "
      + "MockServer.current inside of the test, not in a detached task"
  }
}
