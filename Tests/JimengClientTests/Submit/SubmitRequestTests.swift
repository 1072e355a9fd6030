import Foundation
import StrictJSON
import Testing

@testable import JimengClient

@Suite struct SubmitRequestTests {
  @Test("writes every field under the page's name, in the page's order")
  func all() throws {
    let request = SubmitRequest(
      prompt: "一只\"小猪\"", imageURL: URL(string: "https://h/a.png"), duration: .ten,
      aspectRatio: .landscape21x9, cfgScale: 0.5)
    #expect(
      try JSONWriter.string(request.json())
        == #"{"prompt":"一只\"小猪\"","image_url":"https://h/a.png","duration":10,"#
        + #""aspect_ratio":"21:9","cfg_scale":0.5}"#)
  }

  @Test("does not send what is nil")
  func nothing() throws {
    let request = SubmitRequest(prompt: "x", duration: nil, aspectRatio: nil, cfgScale: nil)
    #expect(try JSONWriter.string(request.json()) == #"{"prompt":"x"}"#)
  }

  @Test("the known aspect ratios are the page's six, the known durations its two")
  func known() {
    let ratios: [AspectRatio] = [
      .square1x1, .landscape21x9, .landscape16x9, .portrait9x16, .landscape4x3, .portrait3x4,
    ]
    #expect(ratios.map(\.rawValue) == ["1:1", "21:9", "16:9", "9:16", "4:3", "3:4"])
    #expect([VideoDuration.five, .ten].map(\.rawValue) == [5, 10])
  }

  @Test("every finite scale is a JSON number", arguments: [0, 1, 0.1, -0.0, 1e-7, 1e21, 2.5e-300])
  func scales(scale: Double) throws {
    let request = SubmitRequest(prompt: "x", duration: nil, aspectRatio: nil, cfgScale: scale)
    let text = try JSONWriter.string(request.json())
    #expect(try JSONReader.read(text).root["cfg_scale"]?.number?.double == scale)
  }

  @Test("a scale that no JSON number can be is not sent", arguments: [Double.nan, .infinity])
  func notFinite(scale: Double) {
    let request = SubmitRequest(prompt: "x", duration: nil, aspectRatio: nil, cfgScale: scale)
    #expect(throws: JimengError.unsendable("cfgScale is \(scale), which is no JSON number")) {
      try request.json()
    }
  }
}
