import CommandInterface
import JimengMock
import OpenAPIContract
import StrictJSON

/// `jimeng-mock check [FILE…]`: pages and request bodies, offline. A file that holds an OpenAPI
/// document is checked as a page, any other as the body of a request.
struct CheckCommand {
  let options: Options
  let paths: [String]

  /// - Returns: `violations` when anything that was checked breaks its contract.
  func run() throws(CommandFailure) -> ExitCode {
    // A pipe that is not read, or an empty `$FILES`, must not pass for a file that is fine.
    let isNothingNamed = paths.isEmpty && options.pages.isEmpty && options.services.isEmpty
    guard !isNothingNamed || StandardStream.input.isTerminal else {
      throw .usage("check needs a file: FILE, '-' for stdin, or --spec PAGE to check a page")
    }
    let contracts = try PageFile.services(options, failingWith: .couldNotCheck)
      .flatMap(\.contracts)
    var findings: [Finding] = []
    if paths.isEmpty { findings = contracts.map { Finding.page($0, name: $0.name) } }
    for path in paths {
      let bytes = try PageFile.read(path)
      let name = path == "-" ? "stdin" : path
      findings.append(
        PageSniffer.isPage(name: name, bytes: bytes)
          ? Finding.page(bytes, name: name)
          : Finding.body(bytes, name: name, operation: try operation(of: contracts)))
    }
    print(findings)
    return findings.allSatisfy(\.isFine) ? .fine : .violations
  }

  /// The operation whose bodies are checked.
  private func operation(
    of contracts: [Contract]
  ) throws(CommandFailure) -> OpenAPIContract.Operation {
    let name = contracts.map(\.name).joined(separator: ", ")
    let candidates = contracts.flatMap(\.operations).filter { $0.body?.isJSON == true }
    guard let wanted = options.operation else {
      if candidates.count == 1 { return candidates[0] }
      let known = candidates.map(Self.words).joined(separator: ", ")
      throw .usage(
        candidates.isEmpty
          ? "\(name) has no operation with a JSON body"
          : "\(name) has several operations; choose with --operation: \(known)")
    }
    let found = candidates.first { operation in
      operation.servedPaths.contains { "\(operation.method) \($0)" == wanted }
    }
    guard let found else {
      let known = candidates.map(Self.words).joined(separator: ", ")
      throw .usage("--operation: there is no '\(wanted)' in \(name); known: \(known)")
    }
    return found
  }

  private static func words(_ operation: OpenAPIContract.Operation) -> String {
    "'\(operation.method) \(operation.plainPath)'"
  }

  private func print(_ findings: [Finding]) {
    guard options.isJSON else {
      for line in findings.flatMap(\.lines) { StandardStream.output.writeLine(line) }
      return
    }
    let value: JSONValue = ["files": .array(findings.map(\.json))]
    StandardStream.output.writeLine(JSONWriter.string(value, style: .pretty))
  }
}

/// Tells a page from a request body.
private enum PageSniffer {
  /// The file's ending decides. For JSON or an unknown ending its content does: an OpenAPI document
  /// has `openapi` at its root, or `swagger` in old versions.
  static func isPage(name: String, bytes: [UInt8]) -> Bool {
    let endings = [".md", ".markdown", ".yaml", ".yml"]
    if endings.contains(where: name.lowercased().hasSuffix) { return true }
    if let root = try? JSONReader.read(bytes).root {
      return root["openapi"] != nil || root["swagger"] != nil
    }
    return !name.lowercased().hasSuffix(".json") && hasOpenAPILine(bytes)
  }

  /// Whether a line begins with `openapi:` or `swagger:`, as in YAML.
  private static func hasOpenAPILine(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: UInt8(ascii: "\n")).contains {
      $0.starts(with: "openapi:".utf8) || $0.starts(with: "swagger:".utf8)
    }
  }
}
