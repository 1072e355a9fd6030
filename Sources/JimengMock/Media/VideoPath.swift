/// Where a task's video stands: `/__mock/files/<task id>/video-16x9-5s.mp4`. The path says all, so
/// it also plays when the task is long forgotten; the id makes each task's URL its own.
struct VideoPath: Equatable, Sendable {
  let taskID: String
  let video: VideoFile
  /// Whether it leads to 403 in place of the video, as `/__mock/files/expired/<task id>/…`.
  let isExpired: Bool

  static let folder = "/__mock/files/"
  private static let expired = "expired/"

  /// What an expired URL is answered with, status 403 and `application/xml` (assumed: the form of
  /// object stores).
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
