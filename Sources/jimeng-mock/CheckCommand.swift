import CommandInterface
import JimengMock
import OpenAPIContract
import StrictJSON

/// `jimeng-mock check [FILE…]`: pages and request bodies, offline. A file that holds an OpenAPI
/// document is checked as a page, any other as the body of a request.
struct CheckCommand {
  let arguments: Arguments

  /// - Returns: `violations` when anything that was checked breaks its contract.
  func run() throws(CommandFailure) -> ExitCode {
    let contract = try PageFile.contract(arguments["--spec"], failingWith: .couldNotCheck)
    var findings: [Finding] = []
    if arguments.operands.isEmpty {
      findings.append(Finding.page(contract, name: contract.name))
    }
    for path in arguments.operands {
      let bytes = try PageFile.read(path)
      let name = path == "-" ? "stdin" : path
      findings.append(
        PageSniffer.isPage(name: name, bytes: bytes)
          ? Finding.page(bytes, name: name)
          : Finding.body(bytes, name: name, operation: try operation(of: contract)))
    }
    tell(findings)
    return findings.allSatisfy(\.isFine) ? .fine : .violations
  }

  /// The operation whose bodies are checked.
  private func operation(
    of contract: Contract
  ) throws(CommandFailure) -> OpenAPIContract.Operation {
    let candidates = contract.operations.filter { $0.body?.isJSON == true }
    guard let wanted = arguments["--operation"] else {
      if candidates.count == 1 { return candidates[0] }
      let known = candidates.map(Self.words).joined(separator: ", ")
      throw .usage(
        candidates.isEmpty
          ? "\(contract.name) has no operation with a JSON body"
          : "\(contract.name) has several operations; choose with --operation: \(known)")
    }
    let found = candidates.first { operation in
      operation.servedPaths.contains { "\(operation.method) \($0)" == wanted }
    }
    guard let found else {
      let known = candidates.map(Self.words).joined(separator: ", ")
      throw .usage("--operation: there is no '\(wanted)' in \(contract.name); known: \(known)")
    }
    return found
  }

  private static func words(_ operation: OpenAPIContract.Operation) -> String {
    "'\(operation.method) \(operation.plainPath)'"
  }

  private func tell(_ findings: [Finding]) {
    guard arguments["--json"] != nil else {
      for line in findings.flatMap(\.lines) { StandardStream.output.writeLine(line) }
      return
    }
    let value: JSONValue = ["files": .array(findings.map(\.json))]
    StandardStream.output.writeLine(JSONWriter.string(value, style: .pretty))
  }
}
