import Foundation
import JimengMock
import OpenAPIContract

/// What `serve` says on stderr when it is ready.
struct Banner {
  let contract: Contract
  let configuration: MockConfiguration
  let url: URL

  var text: String {
    var lines = ["enforcing \(contract.name), profile \(configuration.profile.rawValue)"]
    lines += ContractReport(contract: contract).summary.map { "  \($0)" }
    if !configuration.basePath.isEmpty {
      lines.append("  everything also under \(configuration.basePath)")
    }
    switch configuration.keyRequirement {
    case .none: break
    case .any: lines.append("  an API key is asked for; any will do")
    case .exactly: lines.append("  the one known API key is asked for")
    }
    lines.append("try: \(example)")
    return lines.joined(separator: "\n") + "\n"
  }

  /// A request that is accepted by the vendor's page, ready to paste.
  private var example: String {
    guard let operation = contract.operations.first else { return "curl -i \(url)" }
    guard contract.name == VendorPage.name else {
      return "curl -i -X \(operation.method) \(url)\(operation.plainPath)"
    }
    let body = #"{"prompt":"一只小猪","duration":5,"aspect_ratio":"16:9","cfg_scale":0.5}"#
    return
      "curl \(url)\(operation.plainPath) -H 'Content-Type: application/json' -d '\(body)'"
  }
}
