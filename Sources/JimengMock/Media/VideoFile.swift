import JimengFixtures

/// One of the built-in videos: the page's six ratios, 5 and 10 seconds of each.
struct VideoFile: Hashable, Sendable {
  let aspectRatio: AspectRatio
  let seconds: Int

  static let all: [VideoFile] = [(16, 9), (9, 16), (1, 1), (4, 3), (3, 4), (21, 9)].flatMap {
    (sides: (UInt16, UInt16)) in
    [5, 10].map {
      VideoFile(aspectRatio: AspectRatio(width: sides.0, height: sides.1), seconds: $0)
    }
  }

  /// The one that was asked for; if there is none, the nearest ratio and of that the nearest
  /// duration, the shorter of two. Without a ratio 16:9 (assumed).
  static func nearest(to parameters: TaskParameters) -> VideoFile {
    let wanted = parameters.aspectRatio ?? AspectRatio(width: 16, height: 9)
    let seconds = Int(parameters.seconds)
    func distance(_ file: VideoFile) -> (Double, Int) {
      (file.aspectRatio.factor(to: wanted), abs(file.seconds - seconds))
    }
    return all.dropFirst().reduce(all[0]) { distance($1) < distance($0) ? $1 : $0 }
  }

  /// `video-16x9-5s.mp4`.
  var name: String { "video-\(aspectRatio.width)x\(aspectRatio.height)-\(seconds)s.mp4" }

  /// Its bytes and their tag; nil only if the file was left out of the build.
  var media: MediaFile? { Self.media[self] }

  private static let media = [VideoFile: MediaFile](
    uniqueKeysWithValues: all.compactMap { file in
      Fixtures.video(aspectRatio: file.aspectRatio.text, seconds: file.seconds)
        .map { (file, MediaFile(bytes: $0)) }
    })
}

/// The path of a task's video: `/__mock/files/<task id>/video-16x9-5s.mp4`. It names the file, so
/// it also plays when the task is forgotten; the id makes the URL of each task unique.
struct VideoPath: Equatable, Sendable {
  let taskID: String
  let video: VideoFile
  /// Whether it is answered with 403 instead of the video: `/__mock/files/expired/<task id>/…`.
  let isExpired: Bool

  static let folder = "/__mock/files/"
  private static let expired = "expired/"

  /// The body of the 403 for an expired URL, `application/xml` (assumed: the form of object
  /// stores).
  static let expiredBody = """
    <?xml version="1.0" encoding="UTF-8"?>
    <Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>
    """

  init(taskID: String, video: VideoFile, isExpired: Bool = false) {
    self.taskID = taskID
    self.video = video
    self.isExpired = isExpired
  }

  /// - Parameter path: of a request, without its query.
  init?(_ path: String) {
    guard path.utf8.starts(with: Self.folder.utf8) else { return nil }
    var parts = path.utf8.dropFirst(Self.folder.utf8.count)
      .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    isExpired = parts.count == 3 && parts[0].elementsEqual(Self.expired.utf8.dropLast())
    if isExpired { parts.removeFirst() }
    guard parts.count == 2, !parts[0].isEmpty,
      let video = VideoFile.all.first(where: { parts[1].elementsEqual($0.name.utf8) })
    else { return nil }
    taskID = String(Substring(parts[0]))
    self.video = video
  }

  var text: String {
    Self.folder + (isExpired ? Self.expired : "") + taskID + "/" + video.name
  }
}

/// The bytes of a file that is served whole or in part, and their entity tag.
struct MediaFile: Sendable {
  let bytes: [UInt8]
  /// A strong entity tag with its quotes (RFC 9110 §8.8.3): the same bytes, the same tag.
  let entityTag: String

  init(bytes: [UInt8]) {
    self.bytes = bytes
    let digits = String(bytes.fnv1a(), radix: 16)
    entityTag = "\"" + String(repeating: "0", count: 16 - digits.count) + digits + "\""
  }
}
