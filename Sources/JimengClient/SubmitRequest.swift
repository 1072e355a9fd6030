public import Foundation
import StrictJSON

/// What video is asked for. A field that is nil is not sent; the vendor's page requires all but
/// `imageURL`, which is why only that one may be left out of the initializer.
public struct SubmitRequest: Hashable, Sendable {
  /// What the video shows; 800 characters at most, by the vendor's limits.
  public var prompt: String
  /// The first frame: JPEG or PNG, an `https:` or a `data:` URL. With it, the video is made of an
  /// image (`图生视频必带`).
  public var imageURL: URL?
  /// How long the video is to be.
  public var duration: VideoDuration?
  /// The video's shape.
  public var aspectRatio: AspectRatio?
  /// How closely to follow the prompt, 0…1; larger is closer.
  public var cfgScale: Double?

  /// - Parameters:
  ///   - prompt: what the video shows.
  ///   - imageURL: the first frame; nil for a video of the prompt alone.
  ///   - duration: nil is not sent, against the page.
  ///   - aspectRatio: nil is not sent, against the page.
  ///   - cfgScale: 0…1; nil is not sent, against the page.
  public init(
    prompt: String, imageURL: URL? = nil, duration: VideoDuration?, aspectRatio: AspectRatio?,
    cfgScale: Double?
  ) {
    self.prompt = prompt
    self.imageURL = imageURL
    self.duration = duration
    self.aspectRatio = aspectRatio
    self.cfgScale = cfgScale
  }

  /// The body, its members in the page's order.
  /// - Throws: `unsendable` for a `cfgScale` that no JSON number can be.
  func json() throws(JimengError) -> JSONValue {
    var members = [JSONObject.Member(name: "prompt", value: .string(prompt))]
    if let imageURL {
      members.append(.init(name: "image_url", value: .string(imageURL.absoluteString)))
    }
    if let duration {
      members.append(.init(name: "duration", value: .number(duration.rawValue)))
    }
    if let aspectRatio {
      members.append(.init(name: "aspect_ratio", value: .string(aspectRatio.rawValue)))
    }
    if let cfgScale {
      guard let number = JSONNumber("\(cfgScale)") else {
        throw .unsendable("cfgScale is \(cfgScale), which is no JSON number")
      }
      members.append(.init(name: "cfg_scale", value: .number(number)))
    }
    return .object(JSONObject(members: members))
  }
}

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
