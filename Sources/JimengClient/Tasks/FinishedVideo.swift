public import Foundation

/// A video that is ready. Its URL lives for an hour, by the vendor's limits: download it at once.
public struct FinishedVideo: Hashable, Sendable {
  /// Where the MP4 is. It needs no API key, and should be given none.
  public let url: URL
  /// The task that made it.
  public let task: TaskSnapshot
}
