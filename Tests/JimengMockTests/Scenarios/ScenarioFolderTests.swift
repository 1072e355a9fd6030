import Foundation
import Testing

@testable import JimengMock

@Suite struct ScenarioFolderTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let inner = folder.appending(path: "scenarios")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test("reads JSON files of the folder and of its scenarios, by name, and no schema")
  func reads() throws {
    try withFolder { folder in
      for name in ["b.json", "a.json", ".c.json", "x.schema.json", "notes.txt", "scenarios/d.json"]
      {
        try Data(name.utf8).write(to: folder.appending(path: name))
      }
      let files = try ScenarioFolder.read(folder.path)
      #expect(
        files.map { String($0.name.dropFirst(folder.path.count + 1)) } == [
          "a.json", "b.json", "scenarios/d.json",
        ])
      #expect(files.map { String(decoding: $0.bytes, as: UTF8.self) }.first == "a.json")
    }
  }

  @Test("names the folder that is missing, in the system's words")
  func missing() {
    let error = #expect(throws: ScenarioFileError.self) {
      try ScenarioFolder.read("/nowhere/at/all")
    }
    #expect(error?.description == "/nowhere/at/all: No such file or directory")
  }

  @Test("names a file that cannot be read, such as a folder called like one")
  func unreadable() throws {
    try withFolder { folder in
      let path = folder.appending(path: "a.json")
      try FileManager.default.createDirectory(at: path, withIntermediateDirectories: false)
      let error = #expect(throws: ScenarioFileError.self) {
        try ScenarioFolder.read(folder.path)
      }
      #expect(error?.file.hasSuffix("/a.json") == true)
    }
  }

  @Test("reads no more of a large file than it takes to refuse it")
  func large() throws {
    try withFolder { folder in
      let bytes = Data(repeating: 0x20, count: 4 * ScenarioFile.bytesMax)
      try bytes.write(to: folder.appending(path: "a.json"))
      let file = try #require(try ScenarioFolder.read(folder.path).first)
      #expect(file.bytes.count == ScenarioFile.bytesMax + 1)
      let error = #expect(throws: ScenarioFileError.self) { try ScenarioReader.read(file) }
      #expect(error?.fault == .tooLarge)
    }
  }
}
