import HTTPTransport
import StrictJSON

/// What the gateway answers where the page says nothing: each answer names its row in the evidence
/// that the README lists, and how sure it is.
enum GatewayAnswers {
  /// Row 2 (gateway source): no token.
  static func tokenMissing(requestID: String) -> JSONValue {
    ServiceEnvelope.gatewayError([
      "message": .string("未提供令牌 (request id: \(requestID))"), "type": "new_api_error",
    ])
  }

  /// Row 3 (observed): a token nobody knows.
  static func tokenUnknown(requestID: String) -> JSONValue {
    ServiceEnvelope.gatewayError([
      "code": "", "message": .string("无效的令牌 (request id: \(requestID))"),
      "type": "new_api_error",
    ])
  }

  /// Row 9 (gateway source): no prompt, a blank one, or a body that was not decoded at all.
  static let promptRequired = ServiceEnvelope.taskError(
    code: "invalid_request", message: "prompt is required")

  /// Rows 19–21 (gateway source): an unknown path, or a wrong method, which is the same there.
  /// Under
  /// `/v1` it is an error, anywhere else the web page of the gateway, with 200.
  static func writeUnknown(_ request: HTTPRequest, into response: inout HTTPResponse) {
    guard request.path.hasPrefix("/v1") else {
      response.setBody(webPage, type: "text/html; charset=utf-8")
      return
    }
    let message = "Invalid URL (\(request.method.rawValue) \(request.path))"
    let envelope = ServiceEnvelope.gatewayError([
      "message": .string(message), "type": "invalid_request_error", "param": "", "code": "",
    ])
    response.setError(envelope, status: .notFound)
  }

  /// The page itself is ours: only its being a page is known.
  private static let webPage = """
    <!doctype html>
    <html lang="zh">
    <head><meta charset="utf-8"><title>New API</title></head>
    <body><div id="root"></div></body>
    </html>

    """

  /// Row 10 (assumed): a member of the wrong JSON type.
  static func wrongType(_ value: JSONValue, field: String) -> JSONValue {
    ServiceEnvelope.taskError(
      code: "invalid_request",
      message: "json: cannot unmarshal \(goName(of: value)) into Go struct field "
        + "TaskSubmitReq.\(field) of type string")
  }

  /// Row 10 (assumed): a body that is JSON but no object.
  static func notAnObject(_ value: JSONValue) -> JSONValue {
    ServiceEnvelope.taskError(
      code: "invalid_request",
      message: "json: cannot unmarshal \(goName(of: value)) into Go value of type "
        + "common.TaskSubmitReq")
  }

  /// Row 8 (gateway source): a body that is not JSON, in the words of Go's decoder.
  static func notJSON(_ error: JSONReadError) -> JSONValue {
    ServiceEnvelope.taskError(code: "invalid_request", message: goMessage(for: error.reason))
  }

  private static func goName(of value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "bool"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// The same for no body at all, in the words of that decoder (assumed).
  static let emptyBody = ServiceEnvelope.taskError(code: "invalid_request", message: "EOF")

  /// Only the first form is on record; the others follow the same decoder.
  private static func goMessage(for fault: JSONFault) -> String {
    switch fault {
    case .empty: "EOF"
    case .unexpected(.end, _), .unterminatedString: "unexpected end of JSON input"
    case .unexpected(let finding, let expected):
      "invalid character \(goCharacter(finding)) \(goPlace(expected))"
    case .contentAfterValue(let finding):
      "invalid character \(goCharacter(finding)) after top-level value"
    case .rawControlCharacter(let byte):
      "invalid character \(goCharacter(.byte(byte))) in string literal"
    case .unknownEscape(let finding):
      "invalid character \(goCharacter(finding)) in string escape code"
    case .badUnicodeEscape: "invalid character in \\u hexadecimal character escape"
    case .unknownWord(let word):
      "invalid character '\(word.unicodeScalars.first.map(String.init) ?? "")' "
        + "looking for beginning of value"
    case .commentNotAllowed: "invalid character '/' looking for beginning of value"
    case .singleQuoted: #"invalid character '\'' looking for beginning of value"#
    case .leadingPlus: "invalid character '+' looking for beginning of value"
    case .byteOrderMark: "invalid character 'ï' looking for beginning of value"
    case .leadingZero: "invalid character '0' after top-level value"
    case .tooDeep: "exceeded max depth"
    case .tooLarge, .loneSurrogate, .invalidUTF8: fault.description
    }
  }

  private static func goCharacter(_ finding: JSONFault.Finding) -> String {
    switch finding {
    case .end: "EOF"
    case .character("'"): #"'\''"#
    case .character(let scalar) where scalar.value < 0x20: goEscape(UInt8(scalar.value))
    case .character(let scalar): "'\(scalar)'"
    case .byte(let byte): goEscape(byte)
    }
  }

  private static func goEscape(_ byte: UInt8) -> String {
    switch byte {
    case 0x09: #"'\t'"#
    case 0x0A: #"'\n'"#
    case 0x0D: #"'\r'"#
    default: #"'\x"# + (byte < 16 ? "0" : "") + String(byte, radix: 16) + "'"
    }
  }

  private static func goPlace(_ expected: JSONFault.Expectation) -> String {
    switch expected {
    case .value, .valueOrArrayEnd, .valueAfterComma: "looking for beginning of value"
    case .nameOrObjectEnd, .nameAfterComma: "looking for beginning of object key string"
    case .colonAfterName: "after object key"
    case .commaOrArrayEnd: "after array element"
    case .commaOrObjectEnd: "after object key:value pair"
    case .digit: "in numeric literal"
    case .digitAfterPeriod: "after decimal point in numeric literal"
    case .digitInExponent: "in exponent of numeric literal"
    }
  }
}
