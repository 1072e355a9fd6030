import CommandInterface
import Foundation
import Testing

@Suite struct HelpTextTests {
  @Test("the README shows the help as it is")
  func readme() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(
      contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "\n```\n")
    let help = try #require(blocks.first { $0.hasPrefix("jimeng-mock: stands in for") })
    #expect(help == HelpText.text)
  }
}
