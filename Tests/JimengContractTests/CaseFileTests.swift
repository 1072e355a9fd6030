import Testing

@testable import JimengContract

@Suite struct CaseFileTests {
  /// A file with one case, in which some words are replaced.
  private func faults(replacing old: String, with new: String) throws -> [String] {
    let text = """
      {"profile": "contract", "shapes": {"any": {"type": "object"}}, "cases": [
        {"id": "a", "requirement": "r", "source": "s", "tier": "L1",
         "request": {"method": "POST", "path": "/x", "body": {}},
         "expect": {"status": 400, "body": "any"}}]}
      """
    try #require(text.contains(old))
    do throws(CaseFileError) {
      _ = try CaseFile(Array(text.replacing(old, with: new).utf8), name: "cases.json")
      return []
    } catch {
      #expect(error.file == "cases.json")
      #expect(error.description.hasPrefix("cases.json: "))
      return error.faults
    }
  }

  @Test("reads a file that is as it should be")
  func reads() throws {
    #expect(try faults(replacing: "\"r\"", with: "\"requirement\"") == [])
  }

  @Test(
    "says where a file is wrong, by pointer or by line and column",
    arguments: [
      ("\"L1\"", "\"L9\"", "/cases/0/tier: "), ("400", "\"400\"", "/cases/0/expect/status: "),
      ("\"body\": \"any\"", "\"body\": \"none\"", "/cases/0/expect/body: no shape is named 'none'"),
      ("\"any\"}", "{\"type\": \"strng\"}}", "/cases/0/expect/body: /type: "),
      ("\"contract\"", "\"live\"", "/profile: "), ("\"cases\"", "\"case\"", "/cases: "),
      ("\"requirement\": \"r\", ", "", "/cases/0/requirement: "),
      ("\"tier\": \"L1\"", "\"tier\": \"L3\"", "/cases/0/follow: a case of tier L3 says how"),
      ("\"id\": \"a\",", "\"id\": \"a\", \"id\": \"b\",", "/cases/0/id: given more than once"),
      ("]}", "]", "line 4, column"),
    ])
  func faults(old: String, new: String, beginning: String) throws {
    let faults = try faults(replacing: old, with: new)
    #expect(faults.contains { $0.hasPrefix(beginning) }, "\(faults)")
  }

  @Test("an id may stand once in a suite, whatever the file")
  func uniqueIDs() throws {
    let bytes = Array(
      #"""
      {"profile": "contract", "cases": [{"id": "duration-enum", "requirement": "r", "source": "s",
      "tier": "L0", "request": {"method": "GET", "path": "/"}, "expect": {"status": 404}}]}
      """#.utf8)
    #expect(
      throws: CaseFileError(
        file: "mine.json",
        faults: ["/cases/0/id: 'duration-enum' is the id of another file's case"])
    ) { try ContractSuite.builtIn(caseFiles: [("mine.json", bytes)]) }
  }

  @Test("the built-in files can be read, and say what they hold for")
  func builtIn() throws {
    let files = try CaseFile.builtIn()
    #expect(files.map(\.name) == ["submit.json", "require-key.json", "gateway.json"])
    #expect(files.map(\.requiresKey) == [false, true, false])
    let followed = files.flatMap(\.cases).filter { $0.following != nil }
    #expect(followed.map(\.id) == ["gateway-task-to-the-end"])
  }
}
