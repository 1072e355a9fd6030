import Testing

@testable import JimengMock

@Suite struct VideoFileTests {
  /// Big-endian, as ISO/IEC 14496-12 §4.2 writes all numbers.
  private func number(_ bytes: [UInt8], at offset: Int) -> Int {
    bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
  }

  /// The offset behind the name of the first box of that name.
  private func box(_ name: String, in bytes: [UInt8]) throws -> Int {
    let wanted = Array(name.utf8)
    return try #require(
      bytes.indices.first { bytes[$0...].starts(with: wanted) }.map { $0 + wanted.count })
  }

  @Test("is there, lasts as long and has the shape that its name says", arguments: VideoFile.all)
  func facts(file: VideoFile) throws {
    let bytes = try #require(file.media).bytes
    #expect(bytes[4..<8].elementsEqual("ftyp".utf8))
    // §8.2.2: version and flags, two times, timescale, duration.
    let header = try box("mvhd", in: bytes)
    let timescale = number(bytes, at: header + 12)
    #expect(Double(number(bytes, at: header + 16)) / Double(timescale) == Double(file.seconds))
    // §8.3.2: width and height are the last eight bytes, 16.16 fixed.
    let track = try box("tkhd", in: bytes)
    let width = number(bytes, at: track + 76) >> 16
    let height = number(bytes, at: track + 80) >> 16
    #expect(width * Int(file.aspectRatio.height) == height * Int(file.aspectRatio.width))
  }

  @Test("plays before it is read to the end: the index stands before the data")
  func fastStart() throws {
    for file in VideoFile.all {
      let bytes = try #require(file.media).bytes
      #expect(try box("moov", in: bytes) < box("mdat", in: bytes))
    }
  }

  @Test(
    "is the one asked for, or the nearest",
    arguments: [
      ("16:9", 5, "video-16x9-5s.mp4"), ("3:4", 10, "video-3x4-10s.mp4"),
      ("32:18", 10, "video-16x9-10s.mp4"), ("16:9", 15, "video-16x9-10s.mp4"),
      ("1:1", 0, "video-1x1-5s.mp4"), ("9:21", 8, "video-9x16-10s.mp4"),
      ("2:1", 7, "video-16x9-5s.mp4"), ("65535:1", 5, "video-21x9-5s.mp4"),
      ("nonsense", 5, "video-16x9-5s.mp4"),
    ] as [(String, Int32, String)])
  func nearest(ratio: String, seconds: Int32, name: String) {
    let parameters = TaskParameters(aspectRatio: AspectRatio(ratio), seconds: seconds)
    #expect(VideoFile.nearest(to: parameters).name == name)
  }

  @Test("has a path that leads back to it", arguments: VideoFile.all, [false, true])
  func path(file: VideoFile, isExpired: Bool) {
    let path = VideoPath(taskID: "cgt-1", video: file, isExpired: isExpired)
    #expect(VideoPath(path.text) == path)
  }

  @Test(
    "no other path leads to it",
    arguments: [
      "", "/", "/__mock/files", "/__mock/files/", "/__mock/files/1", "/__mock/files/1/",
      "/__mock/files//video-16x9-5s.mp4", "/__mock/files/1/2/video-16x9-5s.mp4",
      "/__mock/files/1/video-16x9-6s.mp4", "/__mock/files/1/../video-16x9-5s.mp4",
      "/__mock/files/expired//video-16x9-5s.mp4", "/__mock/filesvideo-16x9-5s.mp4",
    ])
  func otherPaths(path: String) {
    #expect(VideoPath(path) == nil)
  }
}
