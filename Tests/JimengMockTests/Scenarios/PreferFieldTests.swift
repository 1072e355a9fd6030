import Testing

@testable import JimengMock

@Suite struct PreferFieldTests {
  @Test(
    "reads the list of RFC 7240",
    arguments: [
      (["scenario=slow"], "slow", nil),
      (["Scenario = slow"], "slow", nil),
      ([#"scenario="slow""#], "slow", nil),
      ([#"scenario="sl\ow""#], "slow", nil),
      (["respond-async, scenario=slow; a=b, wait=10"], "slow", nil),
      (["respond-async", "code=429"], nil, "429"),
      (["scenario=slow, scenario=stall"], "slow", nil),
      (["scenario=slow", "scenario=stall"], "slow", nil),
      ([#"foo="a, scenario=stall", scenario=slow"#], "slow", nil),
      ([#"foo; bar="x\", scenario=stall", code=500"#], nil, "500"),
      (["foo; scenario=slow"], nil, nil),
      (["scenarios=slow"], nil, nil),
      ([",, ,scenario=slow,"], "slow", nil),
      (["=x, scenario=slow"], "slow", nil),
      (["scenario"], "", nil),
      (["scenario="], "", nil),
      ([#"scenario="slow"#], "", nil),
      (["scenario=a/b"], "a/b", nil),
      ([""], nil, nil),
      ([], nil, nil),
    ] as [([String], String?, String?)])
  func reads(lines: [String], scenario: String?, code: String?) {
    let field = PreferField(lines)
    #expect(field.scenario == scenario)
    #expect(field.code == code)
  }

  @Test("comes to an end with every part of a line")
  func truncated() {
    let line = #"foo;a="b\"c", scenario = "slow" ; x , code=429"#
    for end in line.indices { _ = PreferField([String(line[..<end])]) }
  }
}
