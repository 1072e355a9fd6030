import CommandInterface
import JimengMock
import OpenAPIContract
import StrictJSON

/// `jimeng-mock contract`: what is enforced, for people or as OpenAPI JSON.
struct ContractCommand {
  let arguments: Arguments

  func run() throws(CommandFailure) {
    let contract = try PageFile.contract(arguments["--spec"], failingWith: .couldNotStart)
    guard arguments["--json"] != nil else {
      let lines = [contract.name] + ContractReport(contract: contract).details
      StandardStream.output.writeLine(lines.joined(separator: "\n"))
      return
    }
    let basePath = try arguments.basePath()
    let document = contract.openAPI(
      servers: ["http://127.0.0.1:4310\(basePath)"], responses: DocumentedAnswers.all(for:))
    StandardStream.output.writeLine(JSONWriter.string(document, style: .pretty))
  }
}
