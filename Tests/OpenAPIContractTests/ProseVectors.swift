import Foundation
import StrictJSON
import Testing

@testable import OpenAPIContract

/// One description of `fixtures/prose/*.json` and the reading it must get.
struct ProseVector: Sendable, CustomTestStringConvertible {
  let file: String
  let name: String
  let type: ProseType
  let description: String
  let rules: JSONObject
  let isUnread: Bool

  var testDescription: String { "\(file): \(name)" }

  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "fixtures/prose")

  /// Empty when the folder is missing: a test checks that it is not.
  static let all: [ProseVector] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.sorted().filter { $0.hasSuffix(".json") }.flatMap(load)
  }()

  private static func load(_ file: String) -> [ProseVector] {
    guard let data = try? Data(contentsOf: folder.appending(path: file)),
      let document = try? JSONReader.read(Array(data))
    else { return [] }
    return (document.root["vectors"]?.array ?? []).compactMap { ProseVector(file: file, $0) }
  }

  private init?(file: String, _ value: JSONValue) {
    guard let name = value["name"]?.string, let type = value["type"]?.string,
      let description = value["description"]?.string, let declared = ProseType(rawValue: type)
    else { return nil }
    self.file = file
    self.name = name
    self.type = declared
    self.description = description
    rules = value["rules"]?.object ?? JSONObject()
    isUnread = value["unread"]?.bool ?? false
  }
}
