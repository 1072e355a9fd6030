/// A video's width to its height: an open set, whose known values are the six of the vendor's page
/// (`枚举值 "1:1", "21:9", …`). Another value is sent as it is.
public struct AspectRatio: RawRepresentable, Hashable, Sendable {
  /// As the service writes it: `16:9`.
  public let rawValue: String

  /// - Parameter rawValue: as the service writes it: `16:9`.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// 1:1.
  public static let square1x1 = AspectRatio(rawValue: "1:1")
  /// 21:9.
  public static let landscape21x9 = AspectRatio(rawValue: "21:9")
  /// 16:9.
  public static let landscape16x9 = AspectRatio(rawValue: "16:9")
  /// 4:3.
  public static let landscape4x3 = AspectRatio(rawValue: "4:3")
  /// 9:16.
  public static let portrait9x16 = AspectRatio(rawValue: "9:16")
  /// 3:4.
  public static let portrait3x4 = AspectRatio(rawValue: "3:4")
}
