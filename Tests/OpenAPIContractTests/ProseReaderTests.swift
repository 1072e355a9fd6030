import StrictJSON
import Testing

@testable import OpenAPIContract

@Suite("Prose reader")
struct ProseReaderTests {
  @Test("the vectors are there")
  func vectorsAreThere() {
    #expect(ProseVector.all.count > 150)
  }

  @Test("reads what is certain and leaves the rest unread", arguments: ProseVector.all)
  func readsVector(_ vector: ProseVector) {
    let reading = ProseReader(type: vector.type).read(vector.description)
    #expect(JSONValue.object(summary(reading)) == .object(vector.rules))
    #expect(!reading.unread.isEmpty == vector.isUnread, "\(reading.unread)")
  }

  @Test("keeps the words, verbatim and as whole lines")
  func keepsWords() {
    let reading = ProseReader(type: .string).read("模式说明\n枚举值：std，pro\n其中std：标准")
    #expect(reading.rules.map(\.words) == ["枚举值：std，pro"])
  }

  @Test("keeps the spelling of numbers")
  func keepsSpelling() {
    let reading = ProseReader(type: .number).read("枚举值：0.50、1.0")
    #expect(
      reading.rules.first?.kind.enumeration?.compactMap { $0.number?.text } == ["0.50", "1.0"])
  }

  @Test("survives every truncation and every single scalar", arguments: ProseVector.all)
  func survivesTruncation(_ vector: ProseVector) {
    let scalars = Array(vector.description.unicodeScalars)
    for count in scalars.indices {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[..<count])
      _ = ProseReader(type: vector.type).read(String(text))
    }
  }

  /// In the shape of the vectors' `rules`.
  private func summary(_ reading: ProseReading) -> JSONObject {
    var members: [JSONObject.Member] = []
    func add(_ name: String, _ value: JSONValue?) {
      if let value { members.append(.init(name: name, value: value)) }
    }
    let kinds = reading.rules.map(\.kind)
    let range = kinds.compactMap(\.range).first
    add("enum", kinds.compactMap(\.enumeration).first.map(JSONValue.array))
    let (lower, upper) = (range?.lower, range?.upper)
    add(
      lower?.isExclusive == true ? "exclusiveMinimum" : "minimum", lower.map { .number($0.value) })
    add(
      upper?.isExclusive == true ? "exclusiveMaximum" : "maximum", upper.map { .number($0.value) })
    add("minLength", kinds.compactMap(\.minLength).first.map(JSONValue.number))
    add("maxLength", kinds.compactMap(\.maxLength).first.map(JSONValue.number))
    add("default", reading.defaultValue)
    add("example", reading.example)
    add("required", kinds.contains(.required) ? true : nil)
    add("optional", kinds.contains(.optional) ? true : nil)
    return JSONObject(members: members)
  }
}
