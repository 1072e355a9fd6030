import JimengFixtures

/// One of the videos that are built in: the page's six ratios, 5 and 10 seconds of each.
struct VideoFile: Hashable, Sendable {
  let aspectRatio: AspectRatio
  let seconds: Int

  static let all: [VideoFile] = [(16, 9), (9, 16), (1, 1), (4, 3), (3, 4), (21, 9)].flatMap {
    (sides: (UInt16, UInt16)) in
    [5, 10].map {
      VideoFile(aspectRatio: AspectRatio(width: sides.0, height: sides.1), seconds: $0)
    }
  }

  /// The one that was asked for, where it is there; else the nearest ratio, and of that the nearest
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
