import StrictJSON

/// What of a submit request its video depends on. The rest is not kept.
struct TaskRequest: Equatable, Sendable {
  /// Nil where the request has none that can be read.
  let aspectRatio: AspectRatio?
  let seconds: Int32

  /// Where the request says nothing.
  static let secondsDefault: Int32 = 5

  init(aspectRatio: AspectRatio?, seconds: Int32) {
    self.aspectRatio = aspectRatio
    self.seconds = seconds
  }

  /// - Parameter body: one that was accepted; in the `gateway` profile it can hold anything.
  init(body: JSONValue?, profile: MockProfile) {
    aspectRatio = body?["aspect_ratio"]?.string.flatMap { AspectRatio($0) }
    let written = body?["duration"]?.number?.int.map { Int32(clamping: $0) } ?? Self.secondsDefault
    // The gateway makes anything but 10 into 5 (evidence row 11).
    seconds = profile == .gateway && written != 10 ? 5 : written
  }
}
