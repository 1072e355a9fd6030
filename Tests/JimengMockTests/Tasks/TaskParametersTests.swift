import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct TaskParametersTests {
  @Test(
    "keeps what the video depends on",
    arguments: [
      (#"{"duration":10,"aspect_ratio":"21:9"}"#, "21:9", 10, 10),
      (#"{"duration":7,"aspect_ratio":"2:1"}"#, "2:1", 7, 5), (#"{}"#, nil, 5, 5),
      (#"{"duration":"10","aspect_ratio":16}"#, nil, 10, 5),
      (#"{"duration":99999999999}"#, nil, .max, 5), ("[]", nil, 5, 5),
    ] as [(String, String?, Int32, Int32)])
  func parameters(body: String, ratio: String?, contract: Int32, gateway: Int32) throws {
    let body = try JSONReader.read(body).root
    let fields = try Jimeng.job().request
    #expect(TaskParameters(body: body, fields, profile: .contract).aspectRatio?.text == ratio)
    #expect(TaskParameters(body: body, fields, profile: .contract).seconds == contract)
    #expect(TaskParameters(body: body, fields, profile: .gateway).seconds == gateway)
  }

  @Test(
    "finds the same in a plain body without reading it",
    arguments: [
      #"{"prompt":"a","duration":10,"aspect_ratio":"21:9","cfg_scale":0.5}"#,
      #"{ "prompt": "a", "aspect_ratio" : "9:16" , "duration" : 5, "cfg_scale": 0.5 }"#,
      #"{"cfg_scale":1,"prompt":"duration:7","duration":5,"image_url":"a","aspect_ratio":"1:1"}"#,
    ])
  func plainParameters(body: String) throws {
    let emulated = try #require(try Jimeng.service().operations.first)
    let operation = try #require(emulated.operation)
    let parameters = try Array(body.utf8).withUnsafeBufferPointer { bytes in
      let plain = try #require(PlainBody(bytes, operation, emulated.fields))
      return TaskParameters(plain, in: bytes)
    }
    let fields = try Jimeng.job().request
    let root = try JSONReader.read(body).root
    #expect(parameters == TaskParameters(body: root, fields, profile: .contract))
  }
}
