import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct TaskRequestTests {
  @Test(
    "keeps what the video depends on",
    arguments: [
      (#"{"duration":10,"aspect_ratio":"21:9"}"#, "21:9", 10, 10),
      (#"{"duration":7,"aspect_ratio":"2:1"}"#, "2:1", 7, 5), (#"{}"#, nil, 5, 5),
      (#"{"duration":"10","aspect_ratio":16}"#, nil, 5, 5),
      (#"{"duration":99999999999}"#, nil, .max, 5), ("[]", nil, 5, 5),
    ] as [(String, String?, Int32, Int32)])
  func facts(body: String, ratio: String?, contract: Int32, gateway: Int32) throws {
    let body = try JSONReader.read(body).root
    #expect(TaskRequest(body: body, profile: .contract).aspectRatio?.text == ratio)
    #expect(TaskRequest(body: body, profile: .contract).seconds == contract)
    #expect(TaskRequest(body: body, profile: .gateway).seconds == gateway)
  }

  @Test(
    "finds the same in a plain body without reading it",
    arguments: [
      #"{"prompt":"a","duration":10,"aspect_ratio":"21:9","cfg_scale":0.5}"#,
      #"{ "prompt": "a", "aspect_ratio" : "9:16" , "duration" : 5, "cfg_scale": 0.5 }"#,
      #"{"cfg_scale":1,"prompt":"duration:7","duration":5,"image_url":"a","aspect_ratio":"1:1"}"#,
    ])
  func plainFacts(body: String) throws {
    let operation = try #require(try VendorPage.contract().operations.first)
    let facts = try Array(body.utf8).withUnsafeBufferPointer { bytes in
      let plain = try #require(PlainBody(bytes, operation, PlainBody.Fields(operation)))
      return TaskRequest(plain, in: bytes)
    }
    #expect(facts == TaskRequest(body: try JSONReader.read(body).root, profile: .contract))
  }
}
