import OpenAPIContract
import Testing

@Suite struct MarkdownFencesTests {
  private func fences(_ text: String) -> [MarkdownFence] {
    MarkdownFences.find(in: Array(text.utf8))
  }

  private func text(_ fence: MarkdownFence) -> String {
    String(decoding: fence.content, as: UTF8.self)
  }

  @Test("finds each fenced block with its language and its line")
  func findsBlocks() {
    let found = fences("# T\r\n```yaml\r\na: 1\r\n```\r\n\r\n~~~~ JSON title=x\n{}\n~~~\n~~~~~\n")
    #expect(found.map(\.language) == ["yaml", "json"])
    #expect(found.map(\.firstLine) == [3, 7])
    #expect(found.map(text) == ["a: 1\n", "{}\n~~~\n"])
  }

  @Test("takes the fence's indentation off its lines, and no more")
  func stripsIndentation() {
    let found = fences("- x\n\n  ```yaml\n  a:\n    b\n c\n  ```\n")
    #expect(found.map(text) == ["a:\n  b\nc\n"])
    #expect(found.map(\.indentation) == [2])
  }

  @Test("a fence that is not closed goes to the end")
  func readsUnclosed() {
    #expect(fences("```\na").map(text) == ["a\n"])
  }

  @Test(
    "what only looks like a fence is none",
    arguments: ["``\na\n``", "``` a`b\nc\n", "x ```\n", "<!--\n```yaml\na: 1\n```\n-->\n"])
  func ignores(_ text: String) {
    #expect(fences(text).isEmpty)
  }

  @Test("a longer fence holds a shorter one")
  func nests() {
    #expect(fences("````md\n```yaml\na\n```\n````\n").map(\.language) == ["md"])
  }
}
