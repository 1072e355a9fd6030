/// How long a video is to be, in seconds: an open set, whose known values are those of the vendor's
/// page (`枚举值 5, 10`). Another value is sent as it is; a gateway may refuse it, or render 5 s.
public struct VideoDuration: RawRepresentable, Hashable, Sendable {
  /// Whole seconds.
  public let rawValue: Int

  /// - Parameter rawValue: whole seconds.
  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// 5 seconds.
  public static let five = VideoDuration(rawValue: 5)
  /// 10 seconds.
  public static let ten = VideoDuration(rawValue: 10)
}
