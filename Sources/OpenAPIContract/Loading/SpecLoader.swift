internal import StrictJSON

/// Reads a page into the OpenAPI document that it holds. It owns formats and places. Of OpenAPI it
/// knows only how to recognise a document.
package enum SpecLoader {
  static let limits = JSONLimits(byteCountMax: 32 << 20)

  /// - Parameters:
  ///   - bytes: the whole file: Markdown with fenced blocks, YAML or JSON.
  ///   - name: its name, for messages; its ending decides the format where it says one.
  /// - Throws: `SpecLoadError` with the line in the file.
  package static func load(
    _ bytes: [UInt8], name: String
  ) throws(SpecLoadError) -> SpecDocument {
    let located =
      switch SpecFormat(name: name, bytes: bytes) {
      case .markdown: try readMarkdown(bytes, name: name)
      case .yaml: try readYAML(bytes, name: name)
      case .json: try readJSON(bytes, name: name)
      }
    guard located["openapi"] != nil || located["swagger"] != nil else {
      throw SpecLoadError(
        file: name, line: located.line,
        message: "no OpenAPI document: its root must be a mapping with 'openapi: 3.0.x'")
    }
    return SpecDocument(name: name, located: located)
  }

  // MARK: Markdown

  /// Every block that holds an OpenAPI document, merged.
  private static func readMarkdown(
    _ bytes: [UInt8], name: String
  ) throws(SpecLoadError) -> LocatedValue {
    var merger: SpecMerger?
    for fence in MarkdownFences.find(in: bytes) where fence.mayHoldOpenAPI {
      let located = try read(fence, name: name)
      guard located["openapi"] != nil || located["swagger"] != nil else { continue }
      if merger == nil {
        merger = SpecMerger(file: name, first: located)
      } else {
        try merger?.merge(located)
      }
    }
    guard let merger else {
      throw SpecLoadError(
        file: name,
        message: "no fenced yaml or json block holds an OpenAPI document ('openapi: 3.0.x')")
    }
    return merger.merged
  }

  private static func read(
    _ fence: MarkdownFence, name: String
  ) throws(SpecLoadError) -> LocatedValue {
    do throws(SpecLoadError) {
      return fence.isJSON
        ? try readJSON(fence.content, name: name, firstLine: fence.firstLine)
        : try readYAML(fence.content, name: name, firstLine: fence.firstLine)
    } catch {
      throw SpecLoadError(
        file: name, line: error.line, column: error.column.map { $0 + fence.indentation },
        message: error.message)
    }
  }

  // MARK: YAML and JSON

  private static func readYAML(
    _ bytes: [UInt8], name: String, firstLine: Int = 1
  ) throws(SpecLoadError) -> LocatedValue {
    do throws(YAMLReadError) {
      return try YAMLReader.read(bytes, firstLine: firstLine, limits: limits)
    } catch {
      throw SpecLoadError(
        file: name, line: error.line, column: error.column, message: error.reason.description)
    }
  }

  private static func readJSON(
    _ bytes: [UInt8], name: String, firstLine: Int = 1
  ) throws(SpecLoadError) -> LocatedValue {
    let document: JSONDocument
    do throws(JSONReadError) {
      document = try JSONReader.read(bytes, limits: limits)
    } catch {
      throw SpecLoadError(
        file: name, line: error.line + firstLine - 1, column: error.column,
        message: error.reason.description)
    }
    let located = JSONLocator.locate(document.root, in: bytes, firstLine: firstLine)
    guard let repeated = document.duplicates.first else { return located }
    throw SpecLoadError(
      file: name, line: located.line(at: repeated),
      message: "the name at \(repeated) is given twice; keep one")
  }
}

/// The ways in which a document is written in a file.
private enum SpecFormat {
  case markdown
  case yaml
  case json

  /// By the file's ending; where that says nothing, by what it holds: a brace begins JSON, a fence
  /// stands only in Markdown.
  init(name: String, bytes: [UInt8]) {
    switch name.split(separator: ".", omittingEmptySubsequences: false).last?.lowercased() {
    case "md", "markdown": self = .markdown
    case "yaml", "yml": self = .yaml
    case "json": self = .json
    default: self = Self.guess(bytes)
    }
  }

  private static func guess(_ bytes: [UInt8]) -> SpecFormat {
    if MarkdownFence.startsWithBrace(bytes) { return .json }
    return MarkdownFences.find(in: bytes).isEmpty ? .yaml : .markdown
  }
}

/// Why a page cannot be used, and where.
package struct SpecLoadError: Error, Equatable, Sendable {
  package let file: String
  /// From 1, in the file, or nil when the fault has no place.
  package var line: Int?
  /// From 1, in Unicode code points.
  package var column: Int?
  /// What is wrong and what would be right, on one line.
  package let message: String
}

extension SpecLoadError: CustomStringConvertible {
  /// `page.md:12:7: a tab must not indent; use spaces`
  package var description: String {
    let place = [line, column].compactMap { $0 }.map { ":\($0)" }.joined()
    return "\(file)\(place): \(message)"
  }
}
