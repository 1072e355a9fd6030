import StrictJSON
import Testing

@testable import OpenAPIContract

@Suite("Contract of the vendor's page")
struct ContractTests {
  @Test("has one operation, served with and without the flattened variable")
  func operation() throws {
    let contract = try Page.vendor()
    #expect(contract.operations.map(\.method) == ["POST"])
    #expect(
      contract.operations[0].servedPaths == [
        "/BASE_URL/jimeng/submit/videos", "/jimeng/submit/videos",
      ])
    #expect(contract.operations[0].plainPath == "/jimeng/submit/videos")
    #expect(contract.operations[0].summary == "即梦3 视频生成")
  }

  @Test("reads the example out of its text, comment and all")
  func example() throws {
    let example = try Page.vendor().operations[0].successExample
    #expect(example == ["code": "success", "message": "", "data": "4596183399426"])
  }

  @Test("a request as the page shows it breaks nothing")
  func validBody() throws {
    let result = try Page.vendor().operations[0].validateBody(
      #"{"prompt":"一只小猪","duration":5,"aspect_ratio":"21:9","cfg_scale":0.5}"#)
    #expect(result == ValidationResult())
  }

  @Test("every fault is named at once, in the page's order, with its words and line")
  func invalidBody() throws {
    let result = try Page.vendor().operations[0].validateBody(
      #"{"cfg_scale":"0.5","aspectRatio":"16:9","prompt":"x","duration":7}"#)
    #expect(
      result.violations.map(\.message) == [
        "duration: 7 is not one of 5, 10",
        "aspect_ratio: required, but missing (did you mean it by aspectRatio?)",
        #"cfg_scale: "0.5" is a string, not a number"#,
      ])
    #expect(
      result.violations.map(\.pointer.description) == [
        "/duration", "/aspect_ratio", "/cfg_scale",
      ])
    #expect(result.violations.map(\.rule) == [.enum, .required, .type])
    #expect(result.violations[0].source?.words == "枚举值 5, 10")
    #expect(result.violations[0].source?.line == 48)
    #expect(result.violations[0].source?.origin == .prose)
    #expect(result.violations[1].source?.line == 58)
    #expect(result.warnings.map(\.nearest) == ["aspect_ratio"])
  }

  @Test("the body that resellers' generators write breaks the prose")
  func generatedBody() throws {
    let messages = try Page.vendor().operations[0].messages(
      #"{"prompt":"string","image_url":"string","duration":0,"aspect_ratio":"string","cfg_scale":0}"#
    )
    #expect(
      messages == [
        "duration: 0 is not one of 5, 10",
        #"aspect_ratio: "string" is not one of "1:1", "21:9", "16:9", "9:16", "4:3", "3:4""#,
      ])
  }

  @Test("5.0 is no integer, 1e1 is none either")
  func integersAsWritten() throws {
    for duration in ["5.0", "1e1"] {
      let messages = try Page.vendor().operations[0].messages(
        #"{"prompt":"x","duration":\#(duration),"aspect_ratio":"1:1","cfg_scale":1}"#)
      #expect(messages == ["duration: \(duration) is a number, not an integer"])
    }
  }

  @Test("prose that is a condition is reported and not enforced")
  func unread() throws {
    let unread = try Page.vendor().unread
    #expect(unread.map(\.words) == ["图生视频必带"])
    #expect(unread.map(\.line) == [45])
  }

  @Test("the rules are listed with their words")
  func rules() throws {
    let rules = try Page.vendor().rules
    let prose = rules.filter { $0.source.origin == .prose }
    #expect(prose.map(\.field) == ["duration", "aspect_ratio"])
    #expect(prose.map(\.source.line) == [48, 51])
    #expect(prose[0].words == "one of 5, 10")
    #expect(
      rules.filter { $0.rule == .required }.map(\.field) == [
        "Content-Type", "prompt", "duration", "aspect_ratio", "cfg_scale",
      ])
  }

  @Test("another page's words change what is enforced, and no code does")
  func anotherPage() throws {
    let operation = try Page.operation(
      """
      type: object
      required: [duration]
      properties:
        duration: {type: integer, description: '枚举值 5, 10, 15'}
        prompt: {type: string, description: 必填，不超过5个字符}
      """)
    #expect(try operation.messages(#"{"duration":15,"prompt":"五个字可以"}"#) == [])
    #expect(
      try operation.messages(#"{"duration":20,"prompt":"六个字不可以"}"#) == [
        "duration: 20 is not one of 5, 10, 15", "prompt: has 6 characters, more than 5",
      ])
    #expect(
      try operation.messages("{}") == [
        "duration: required, but missing", "prompt: required, but missing",
      ])
  }

  @Test("a real enum beside the prose wins, and the disagreement is reported")
  func realEnumWins() throws {
    let contract = try Page.compile(
      Page.posting("type: integer\nenum: [5, 10]\ndescription: 枚举值 5, 10, 15"))
    #expect(try contract.operations[0].messages("15") == ["body: 15 is not one of 5, 10"])
    #expect(contract.unread.map(\.why) == ["the schema's own enum 5, 10 stands"])
  }

  @Test("可选 against the schema's own list is reported, and the list stands")
  func optionalProse() throws {
    let contract = try Page.compile(
      Page.posting(
        """
        type: object
        required: [mode]
        properties:
          mode: {type: string, description: 可选，枚举值：a，b}
        """))
    #expect(try contract.operations[0].messages("{}") == ["mode: required, but missing"])
    #expect(contract.unread.map(\.why) == ["the schema's own required list names the field"])
  }

  @Test("null passes a prose enum where the schema is nullable")
  func nullableProse() throws {
    let operation = try Page.operation("type: string\nnullable: true\ndescription: 枚举值 a, b")
    #expect(try operation.messages("null") == [])
    #expect(try operation.messages(#""c""#).count == 1)
  }
}
