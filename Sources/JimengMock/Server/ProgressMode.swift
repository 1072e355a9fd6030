/// What makes tasks get on.
public enum ProgressMode: String, CaseIterable, Sendable {
  /// Virtual time.
  case time
  /// Each fetch of a task is one step of it.
  case poll
}
