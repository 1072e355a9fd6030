import Foundation
import JimengMock
import Testing

@testable import CommandInterface

@Suite struct FlagReferenceTests {
  private static let file = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/CommandInterface/CommandInterface.docc/Flags.md")

  /// Renew the file with `RENEW_FLAGS=1 swift test --filter FlagReferenceTests`.
  @Test("the reference of the flags is what the flags say")
  func isCurrent() throws {
    if ProcessInfo.processInfo.environment["RENEW_FLAGS"] == "1" {
      try Data(FlagReference.markdown.utf8).write(to: Self.file)
    }
    let committed = try String(contentsOf: Self.file, encoding: .utf8)
    #expect(
      committed == FlagReference.markdown,
      "Flags.md is old: renew it with RENEW_FLAGS=1 swift test --filter FlagReferenceTests")
  }

  @Test("no command has two flags of one name, and no two flags have one variable")
  func unique() {
    for command in Subcommand.allCases {
      #expect(Set(command.flags.map(\.name)).count == command.flags.count, "\(command)")
      #expect(
        Set(command.flags.map(\.environmentName)).count == command.flags.count, "\(command)")
    }
  }

  @Test("the default that the help shows is the one that applies")
  func defaults() throws {
    for command in Subcommand.allCases {
      let options = try Arguments([command.rawValue], environment: { _ in nil }).options
      for flag in command.flags {
        #expect(flag.defaultText(options) == flag.defaultText(command.defaults), "\(flag.name)")
      }
    }
    #expect(Subcommand.serve.defaults.mock.port == 4310)
    #expect(Subcommand.exec.defaults.mock.port == 0)
    #expect(HelpText.text(of: .exec).contains("lets the system choose one [0]"))
    #expect(HelpText.text(of: .exec).contains("one line for each request [off]"))
    #expect(HelpText.text(of: .serve).contains("one line for each request [text]"))
  }

  @Test("the help of a command has each of its flags", arguments: Subcommand.allCases)
  func help(command: Subcommand) {
    for flag in command.flags {
      #expect(HelpText.text(of: command).contains("\n  \(flag.usage) "), "\(flag.name)")
    }
    for flag in command.ownFlags { #expect(HelpText.text.contains("\n  \(flag.usage) ")) }
  }
}
