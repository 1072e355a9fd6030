import Foundation

/// The repository's own sources, as text.
enum SourceTree {
  struct File: Sendable {
    /// From the root: `Sources/StrictJSON/JSONValue.swift`.
    let path: String
    let lines: [String]

    /// The target it belongs to: the folder below `Sources`.
    var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
  }

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file below a folder of the root, in order.
  static func swiftFiles(in folder: String) -> [File] {
    paths(in: folder).filter { $0.hasSuffix(".swift") }.compactMap { path in
      guard let text = try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
      else { return nil }
      return File(path: path, lines: text.components(separatedBy: "\n"))
    }
  }

  /// Every file below a folder of the root.
  static func paths(in folder: String) -> [String] {
    let base = root.appendingPathComponent(folder).path
    let found = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
    return found.filter { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(base)/\(path)", isDirectory: &isFolder)
      return !isFolder.boolValue
    }.map { "\(folder)/\($0)" }.sorted()
  }
}
