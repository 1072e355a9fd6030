import OpenAPIContract
import StrictJSON

/// A request to one operation in the making: first a valid one, then with one thing changed.
struct RequestDraft {
  enum Body {
    case none
    case json(JSONValue)
    case text(String)
  }

  let operation: Operation
  var path: [String: String] = [:]
  var query: [(name: String, value: String)] = []
  var headers: [(name: String, value: String)] = []
  var cookies: [(name: String, value: String)] = []
  var body = Body.none

  var bodyBytes: [UInt8]? {
    switch body {
    case .none: nil
    case .json(let value): Array(JSONWriter.bytes(value))
    case .text(let text): Array(text.utf8)
    }
  }

  subscript(header name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// What is sent, cookies among the header fields.
  var request: CaseRequest {
    let target = query.isEmpty ? writtenPath : "\(writtenPath)?\(writtenQuery)"
    return CaseRequest(
      method: operation.method, path: target, headers: allHeaders, body: bodyBytes,
      isAnonymous: isKeyLeftOut)
  }

  /// Where the page requires Authorization and this request lacks it.
  private var isKeyLeftOut: Bool {
    let isRequired = operation.parameters.contains {
      $0.location == .header && $0.isRequired && $0.name.lowercased() == "authorization"
    }
    return isRequired && self[header: "authorization"] == nil
  }

  private var allHeaders: [(name: String, value: String)] {
    guard !cookies.isEmpty else { return headers }
    let value = cookies.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
    return headers + [("Cookie", value)]
  }

  private var writtenPath: String {
    path.reduce(operation.plainPath) { text, parameter in
      let parts = text.split(separator: "{\(parameter.key)}", omittingEmptySubsequences: false)
      return parts.joined(separator: Self.percentEncoded(parameter.value))
    }
  }

  private var writtenQuery: String {
    query.map { "\(Self.percentEncoded($0.name))=\(Self.percentEncoded($0.value))" }
      .joined(separator: "&")
  }

  /// All but the unreserved characters (RFC 3986 §2.3).
  private static func percentEncoded(_ text: String) -> String {
    let hexDigits = Array("0123456789ABCDEF")
    let marks = "0123456789-._~".unicodeScalars
    return text.utf8.reduce(into: "") { result, byte in
      let scalar = Unicode.Scalar(byte)
      if scalar.isASCII, scalar.properties.isAlphabetic || marks.contains(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "%\(hexDigits[Int(byte >> 4)])\(hexDigits[Int(byte & 15)])"
      }
    }
  }

  /// What the contract says of it, everything at once. A body that is not of the page's media type
  /// is not looked at.
  var judgement: ValidationResult {
    let headers = allHeaders
    var judgement = Array(writtenPath.utf8).withUnsafeBufferPointer { path in
      Array(writtenQuery.utf8).withUnsafeBufferPointer { query in
        operation.validateHead(path: path, query: query) { name, use in
          let value = headers.first { $0.name.lowercased() == name }?.value
          guard let value else { return use(nil) }
          Array(value.utf8).withUnsafeBufferPointer { use($0) }
        }
      }
    }
    let isOfOtherType = judgement.violations.contains(where: \.concernsContentType)
    guard operation.body?.isJSON == true, !isOfOtherType else { return judgement }
    judgement.append(bodyJudgement)
    return judgement
  }

  private var bodyJudgement: ValidationResult {
    guard let bytes = bodyBytes, !bytes.isEmpty else { return operation.validateMissingBody() }
    do {
      return operation.validateBody(try JSONReader.read(bytes))
    } catch {
      return operation.validateUnreadableBody(error)
    }
  }
}
