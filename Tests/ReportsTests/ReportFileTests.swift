import Foundation
import Testing

@testable import Reports

@Suite struct ReportFileTests {
  /// A folder of the test's own.
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("reports-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func text(_ url: URL) throws -> String { try String(contentsOf: url, encoding: .utf8) }

  @Test("a file keeps what it holds until it is replaced as a whole")
  func replaces() throws {
    try withFolder { folder in
      let url = folder.appendingPathComponent("a.xml")
      try Data("earlier, and longer".utf8).write(to: url)
      let file = try ReportFile(url.path, flag: "--junit")
      #expect(try text(url) == "earlier, and longer")
      try file.write("new")
      #expect(try text(url) == "new")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.xml"])
    }
  }

  @Test("a link stays a link")
  func followsLinks() throws {
    try withFolder { folder in
      let (url, link) = (folder.appendingPathComponent("a"), folder.appendingPathComponent("b"))
      try Data().write(to: url)
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: url)
      try ReportFile(link.path, flag: "--json").write("new")
      #expect(try text(url) == "new")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == url.path)
    }
  }

  @Test("a pipe is written to")
  func writesToPipes() throws {
    try withFolder { folder in
      let pipe = folder.appendingPathComponent("pipe")
      #expect(mkfifo(pipe.path, 0o600) == 0)
      let reader = open(pipe.path, O_RDONLY | O_NONBLOCK)
      defer { close(reader) }
      let file = try ReportFile(pipe.path, flag: "--har")
      try file.write("one ")
      try file.write("two")
      var buffer = [UInt8](repeating: 0, count: 64)
      let count = read(reader, &buffer, buffer.count)
      #expect(String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self) == "one two")
    }
  }

  @Test("what is stderr already is added to, by whatever name")
  func ownStream() throws {
    // Nothing but the way is looked at: writing there would end in the test's own output.
    var status = stat()
    #expect(fstat(2, &status) == 0)
    _ = try ReportFile("/dev/stderr", flag: "--junit")
  }

  @Test(
    "what cannot be written is told before there is anything to write",
    arguments: [
      ("/nowhere/a.xml", "No such file or directory"), ("/", "Is a directory"),
      ("/dev/nowhere", "No such file or directory"),
    ])
  func refuses(path: String, reason: String) {
    let failure = #expect(throws: ReportFile.Failure.self) {
      try ReportFile(path, flag: "--junit")
    }
    #expect(failure?.description == "--junit \(path): it cannot be written: \(reason)")
  }
}
