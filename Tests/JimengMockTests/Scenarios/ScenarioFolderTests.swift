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

  private func add(_ folder: String) throws(InputFileError) -> ScenarioCatalogue {
    try ScenarioCatalogue.builtIn(adding: folder, for: [])
  }

  @Test("reads JSON files of the folder and of its scenarios, by name, and no schema")
  func reads() throws {
    try withFolder { folder in
      for name in ["b.json", "a.json", ".c.json", "x.schema.json", "notes.txt", "scenarios/d.json"]
      {
        let scenario = name.split(separator: "/").last.map { $0.replacing(".json", with: "") } ?? ""
        try Data(#"{"name":"\#(scenario)","task":{"outcome":"success"}}"#.utf8)
          .write(to: folder.appending(path: name))
      }
      let catalogue = try add(folder.path)
      #expect(catalogue.scenarios.suffix(3).map(\.name) == ["a", "b", "d"])
    }
  }

  @Test("names the folder that is missing, in the system's words")
  func missing() {
    let error = #expect(throws: InputFileError.self) {
      try add("/nowhere/at/all")
    }
    #expect(error?.description == "/nowhere/at/all: No such file or directory")
  }

  @Test("names a file that cannot be read, such as a folder called like one")
  func unreadable() throws {
    try withFolder { folder in
      let path = folder.appending(path: "a.json")
      try FileManager.default.createDirectory(at: path, withIntermediateDirectories: false)
      let error = #expect(throws: InputFileError.self) {
        try add(folder.path)
      }
      #expect(error?.file.hasSuffix("/a.json") == true)
    }
  }

  @Test("reads no more of a large file than it takes to refuse it")
  func large() throws {
    try withFolder { folder in
      let bytes = Data(repeating: 0x20, count: 4 * ScenarioReader.bytesMax)
      try bytes.write(to: folder.appending(path: "a.json"))
      let error = #expect(throws: InputFileError.self) { try add(folder.path) }
      #expect(error?.description.hasSuffix("a.json: is larger than 256 KiB") == true)
    }
  }

  @Test("a pipe that nobody writes to holds no start")
  func pipe() throws {
    try withFolder { folder in
      let path = folder.appending(path: "a.json").path
      try #require(mkfifo(path, 0o600) == 0)
      let error = #expect(throws: InputFileError.self) { try add(folder.path) }
      #expect(error?.file.hasSuffix("/a.json") == true)
    }
  }
}
