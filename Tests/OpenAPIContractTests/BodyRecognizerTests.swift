import JimengFixtures
import StrictJSON
import Testing

@testable import OpenAPIContract

@Suite struct BodyRecognizerTests {
  private let operation: OpenAPIContract.Operation

  init() throws {
    let page = try SpecLoader.load(Fixtures.vendorPage, name: Fixtures.vendorPageName)
    operation = try #require(try Contract.compile(page).operations.first)
  }

  private func recognizes(_ body: [UInt8]) -> Bool {
    body.withUnsafeBufferPointer { operation.recognizes($0) }
  }

  @Test(
    "knows a right body at a glance",
    arguments: [
      #"{"prompt":"一只小猪","duration":5,"aspect_ratio":"21:9","cfg_scale":0.5}"#,
      #" { "cfg_scale" : -1e-2 ,"duration":10, "aspect_ratio":"1:1","prompt":"" }"# + "\r\n",
      #"{"prompt":"x","image_url":"u","duration":5,"aspect_ratio":"3:4","cfg_scale":0}"#,
    ])
  func recognizesRight(body: String) {
    #expect(recognizes(Array(body.utf8)))
  }

  @Test(
    "leaves every other body to the reader and the validator",
    arguments: [
      "", "{}", "[]", "null", #"{"prompt":"x","duration":5,"aspect_ratio":"1:1"}"#,
      #"{"prompt":"x","duration":7,"aspect_ratio":"1:1","cfg_scale":1}"#,
      #"{"prompt":"x","duration":5.0,"aspect_ratio":"1:1","cfg_scale":1}"#,
      #"{"prompt":"x","duration":"5","aspect_ratio":"1:1","cfg_scale":1}"#,
      #"{"prompt":"x","duration":5,"duration":5,"aspect_ratio":"1:1","cfg_scale":1}"#,
      #"{"prompt":"x","duration":5,"aspect_ratio":"1:1","cfg_scale":1,"seed":1}"#,
      #"{"prompt":"x","duration":5,"aspect_ratio":"1:1","cfg_scale":01}"#,
      #"{"prompt":"x","duration":5,"aspect_ratio":"1:1","cfg_scale":1} x"#,
      #"{"prompt":"a\nb","duration":5,"aspect_ratio":"1:1","cfg_scale":1}"#,
      "{\"prompt\":\"a\u{1}\",\"duration\":5,\"aspect_ratio\":\"1:1\",\"cfg_scale\":1}",
    ])
  func leavesOthers(body: String) {
    #expect(!recognizes(Array(body.utf8)))
  }

  @Test("never takes what the reader or the validator would not: 40,000 broken bodies")
  func agrees() throws {
    let base = Array(
      #"{"prompt":"小猪 x","image_url":"u","duration":5,"aspect_ratio":"21:9","cfg_scale":0.5}"#.utf8)
    let palette = Array("{}[]\",:\\0159.-+eE \n\u{1}tfn".utf8) + [0x80, 0xC0, 0xE5, 0xED, 0xFF]
    var generator = SeededGenerator(state: 0x2545_F491_4F6C_DD1D)
    var recognizedCount = 0
    for _ in 0..<40_000 {
      var body = base
      for _ in 0...Int.random(in: 0...2, using: &generator) {
        let place = Int.random(in: 0..<body.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: body.remove(at: place)
        case 1: body[place] = palette.randomElement(using: &generator) ?? 0
        case 2: body.insert(palette.randomElement(using: &generator) ?? 0, at: place)
        default:
          let end = min(body.count, place + Int.random(in: 1...24, using: &generator))
          body.insert(contentsOf: body[place..<end], at: place)
        }
      }
      guard recognizes(body) else { continue }
      recognizedCount += 1
      let result = try operation.validateBody(JSONReader.read(body))
      #expect(result == ValidationResult(), "\(String(decoding: body, as: UTF8.self))")
    }
    #expect(recognizedCount > 500)
  }

  @Test("there is none for a schema that asks for more")
  func simpleSchemasOnly() throws {
    for schema in [
      #"{"type":"object","properties":{"a":{"type":"string","maxLength":3}}}"#,
      #"{"type":"object","properties":{"a":{"type":"array"}}}"#,
      #"{"type":"object","properties":{"a":{"enum":[1,"1"],"type":["integer","string"]}}}"#,
      #"{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}"#,
      #"{"type":"object","properties":{"a":{}}}"#,
    ] {
      let compiled = try CompiledSchema.compile(bare: JSONReader.read(schema).root)
      #expect(BodyRecognizer(compiled.root, nodes: compiled.nodes) == nil, "\(schema)")
    }
  }
}
