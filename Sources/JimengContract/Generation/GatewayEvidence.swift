import JimengFixtures
import StrictJSON

/// What is known of how the real gateway takes a request, and how sure that is.
package struct GatewayStanding: Sendable, Equatable {
  package enum Outcome: String, Sendable {
    case accepts
    case refuses
    /// Assumed at best.
    case unknown
  }

  package let outcome: Outcome
  /// `EVIDENCE.md, row 11, gateway source: enums and ranges are not checked`
  package let evidence: String

  package var mayAccept: Bool { outcome != .refuses }
}

/// What the gateway would answer to a submit, as far as that is known (EVIDENCE.md, rows 8 to 11).
/// The page is not asked.
enum GatewayEvidence {
  /// What the service file says of these checks: which bodies are decoded, and which texts of them
  /// must not be blank. Nothing is wrong with the file that is built in: the mock's tests read it.
  private static let checks: (decodedType: String, required: [JSONPointer]) = {
    let gateway = (try? JSONReader.read(Fixtures.jimengService).root)?["gateway"]
    let places = gateway?["required"]?.array?.compactMap { $0["at"]?.string } ?? []
    return (gateway?["decodes"]?.string ?? "", places.compactMap { JSONPointer($0) })
  }()

  /// - Parameter contentType: nil when the request has none.
  static func standing(contentType: String?, body: [UInt8]?, breaksType: Bool) -> GatewayStanding {
    guard contentType?.hasPrefix(checks.decodedType) == true else {
      return refuses(
        "EVIDENCE.md, row 9, gateway source: a body of another Content-Type is not decoded")
    }
    guard let document = try? JSONReader.read(body ?? []) else {
      return refuses("EVIDENCE.md, row 8, gateway source: the body must be JSON")
    }
    guard document.root.object != nil else {
      return document.root.isNull ? refuses(promptRequired) : unknown(wrongType)
    }
    for place in checks.required {
      switch place.resolve(in: document.root) {
      case nil, .null: return refuses(promptRequired)
      case .string(let text):
        let isBlank = text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        if isBlank { return refuses(promptRequired) }
      case .some: return unknown(wrongType)
      }
    }
    if breaksType { return unknown(wrongType) }
    return GatewayStanding(
      outcome: .accepts,
      evidence: "EVIDENCE.md, rows 9 and 11, gateway source: only the prompt is checked")
  }

  private static let promptRequired =
    "EVIDENCE.md, row 9, gateway source: a prompt that is not blank is required"
  private static let wrongType =
    "EVIDENCE.md, row 10, assumed: a value of the wrong JSON type is refused"

  private static func refuses(_ evidence: String) -> GatewayStanding {
    GatewayStanding(outcome: .refuses, evidence: evidence)
  }

  private static func unknown(_ evidence: String) -> GatewayStanding {
    GatewayStanding(outcome: .unknown, evidence: evidence)
  }
}
