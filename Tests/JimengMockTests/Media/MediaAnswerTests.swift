import HTTPTransport
import Testing

@testable import JimengMock

@Suite struct MediaAnswerTests {
  private let file = MediaFile(bytes: Array(0..<100))

  private func answer(
    _ method: HTTPMethod = .get, range: String? = nil, ifRange: String? = nil,
    ifNoneMatch: String? = nil
  ) -> MediaAnswer {
    let conditions = MediaAnswer.Conditions(
      range: range, ifRange: ifRange, ifNoneMatch: ifNoneMatch)
    return MediaAnswer(method: method, conditions: conditions, file: file)
  }

  private func field(_ name: String, of answer: MediaAnswer) -> String? {
    answer.fields.first { "\($0.name)" == name }?.value
  }

  @Test("gives the whole file, with its type and tag", arguments: [HTTPMethod.get, .head])
  func whole(method: HTTPMethod) {
    let answer = answer(method)
    #expect(answer.status == .ok && answer.content == 0..<100)
    #expect(field("Content-Type", of: answer) == "video/mp4")
    #expect(field("Accept-Ranges", of: answer) == "bytes")
    #expect(field("ETag", of: answer) == file.entityTag)
    #expect(field("Content-Range", of: answer) == nil)
  }

  @Test("gives a part, and says which")
  func part() {
    let answer = answer(range: "bytes=10-19")
    #expect(answer.status.code == 206 && answer.content == 10..<20)
    #expect(field("Content-Range", of: answer) == "bytes 10-19/100")
    #expect(field("Content-Type", of: answer) == "video/mp4")
  }

  @Test("refuses a part beyond the end, and says how long it is")
  func beyond() {
    let answer = answer(range: "bytes=100-")
    #expect(answer.status.code == 416 && answer.content.isEmpty)
    #expect(field("Content-Range", of: answer) == "bytes */100")
    #expect(field("Content-Type", of: answer) == nil)
  }

  @Test("knows no ranges in a HEAD", arguments: ["bytes=0-9", "bytes=100-"])
  func head(range: String) {
    #expect(answer(.head, range: range).status == .ok)
  }

  @Test("gives the part only of the bytes that If-Range names, compared strongly")
  func ifRange() {
    let tag = file.entityTag
    #expect(answer(range: "bytes=0-9", ifRange: tag).status.code == 206)
    for other in ["W/" + tag, "\"other\"", "Sun, 06 Nov 1994 08:49:37 GMT", "", "*"] {
      #expect(answer(range: "bytes=0-9", ifRange: other).status == .ok, "\(other)")
    }
    #expect(answer(range: "bytes=100-", ifRange: "\"other\"").status == .ok)
  }

  @Test("sends nothing again that the client has, range or not")
  func notModified() {
    for method in [HTTPMethod.get, .head] {
      let answer = answer(method, range: "bytes=0-9", ifNoneMatch: "\"x\", " + file.entityTag)
      #expect(answer.status.code == 304 && answer.content.isEmpty)
      #expect(field("ETag", of: answer) == file.entityTag)
      #expect(field("Content-Type", of: answer) == nil)
    }
    #expect(answer(ifNoneMatch: "\"x\"").status == .ok)
  }

  @Test("every file has a strong tag of its own")
  func tags() {
    let tags = VideoFile.all.compactMap { $0.media?.entityTag }
    #expect(Set(tags).count == VideoFile.all.count)
    for tag in tags { #expect(tag.wholeMatch(of: /"[0-9a-f]{16}"/) != nil) }
  }
}
