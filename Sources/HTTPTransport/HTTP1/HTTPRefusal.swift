/// Why a request is refused by HTTP itself. After most refusals the start of the next request is
/// unknown or unsafe, so the connection closes; only the two about the method leave it open.
package enum HTTPRefusal: Error, Equatable, CaseIterable, Sendable {
  case emptyLinesBeforeRequest
  case bareLineFeed
  case bareCarriageReturn
  case controlByte
  case malformedRequestLine
  case malformedMethod
  case malformedTarget
  case malformedVersion
  case unsupportedVersion
  case targetFormNotAllowed
  case targetTooLong
  case whitespaceBeforeField
  case lineFolding
  case malformedFieldName
  case whitespaceBeforeColon
  case headTooLarge
  case tooManyFields
  case missingHost
  case repeatedHost
  case malformedHost
  case repeatedContentType
  case malformedContentLength
  case repeatedContentLength
  case bothFramings
  case malformedTransferEncoding
  case unknownTransferCoding
  case transferEncodingInHTTP10
  case malformedChunk
  case chunkExtensionsTooLong
  case bodyTooLarge
  case unknownExpectation
  case endedEarly
  case headTooSlow
  case bodyTooSlow
  case tooManyConnections
  case tooManyBodyBytes
  case methodUnknown
  case methodNotServed
}

extension HTTPRefusal {
  /// The status of the response. It is derived here only.
  package var status: HTTPStatus {
    switch self {
    case .unsupportedVersion: .httpVersionNotSupported
    case .targetTooLong: .uriTooLong
    case .headTooLarge, .tooManyFields: .requestHeaderFieldsTooLarge
    case .unknownTransferCoding, .methodUnknown: .notImplemented
    case .methodNotServed: .methodNotAllowed
    case .bodyTooLarge: .contentTooLarge
    case .unknownExpectation: .expectationFailed
    case .headTooSlow, .bodyTooSlow: .requestTimeout
    case .tooManyConnections, .tooManyBodyBytes: .serviceUnavailable
    case .emptyLinesBeforeRequest, .bareLineFeed, .bareCarriageReturn, .controlByte,
      .malformedRequestLine, .malformedMethod, .malformedTarget, .malformedVersion,
      .targetFormNotAllowed, .whitespaceBeforeField, .lineFolding, .malformedFieldName,
      .whitespaceBeforeColon, .missingHost, .repeatedHost, .malformedHost,
      .repeatedContentType, .malformedContentLength, .repeatedContentLength, .bothFramings,
      .malformedTransferEncoding,
      .transferEncodingInHTTP10, .malformedChunk, .chunkExtensionsTooLong, .endedEarly:
      .badRequest
    }
  }

  /// The sentence for people, with the section that asks for the refusal.
  package var message: StaticString {
    switch self {
    case .emptyLinesBeforeRequest: "too many empty lines before the request line (RFC 9112 §2.2)"
    case .bareLineFeed: "a line ends in LF without CR (RFC 9112 §2.2)"
    case .bareCarriageReturn: "a CR stands without LF (RFC 9112 §2.2)"
    case .controlByte: "a control byte stands in the head (RFC 9110 §5.5)"
    case .malformedRequestLine:
      "the request line is not METHOD SP target SP HTTP/1.1 (RFC 9112 §3)"
    case .malformedMethod: "the method is not a token of at most 64 bytes (RFC 9110 §9.1)"
    case .malformedTarget: "the request-target holds a byte that no path has (RFC 9112 §3.2)"
    case .malformedVersion: "the version is not HTTP/ digit . digit (RFC 9112 §2.3)"
    case .unsupportedVersion: "only HTTP/1.0 and HTTP/1.1 are spoken here (RFC 9110 §15.6.6)"
    case .targetFormNotAllowed:
      "this form of request-target does not go with this method (RFC 9112 §3.2)"
    case .targetTooLong: "the request-target is too long (RFC 9110 §15.5.15)"
    case .whitespaceBeforeField:
      "white space stands before the first header field (RFC 9112 §2.2)"
    case .lineFolding: "a header field is folded over two lines (RFC 9112 §5.2)"
    case .malformedFieldName: "a header line is not a token, a colon and a value (RFC 9112 §5)"
    case .whitespaceBeforeColon: "white space stands before a colon (RFC 9112 §5.1)"
    case .headTooLarge: "the request head is too large (RFC 6585 §5)"
    case .tooManyFields: "the request has too many header fields (RFC 6585 §5)"
    case .missingHost: "the Host field is missing (RFC 9112 §3.2)"
    case .repeatedHost: "there is more than one Host field (RFC 9112 §3.2)"
    case .malformedHost: "Host is not a host with an optional port (RFC 9112 §3.2)"
    case .repeatedContentType: "there is more than one Content-Type (RFC 9110 §8.3)"
    case .malformedContentLength:
      "Content-Length is not a plain decimal number (RFC 9112 §6.3)"
    case .repeatedContentLength: "there is more than one Content-Length (RFC 9112 §6.3)"
    case .bothFramings:
      "Content-Length and Transfer-Encoding stand together (RFC 9112 §6.3)"
    case .malformedTransferEncoding:
      "Transfer-Encoding is not the one token chunked (RFC 9112 §6.3)"
    case .unknownTransferCoding: "the only transfer coding known is chunked (RFC 9112 §6.1)"
    case .transferEncodingInHTTP10: "HTTP/1.0 has no Transfer-Encoding (RFC 9112 §6.1)"
    case .malformedChunk: "the chunked framing is broken (RFC 9112 §7.1)"
    case .chunkExtensionsTooLong: "the chunk extensions are too long (RFC 9112 §7.1.1)"
    case .bodyTooLarge: "the body is too large (RFC 9110 §15.5.14)"
    case .unknownExpectation: "the only expectation known is 100-continue (RFC 9110 §10.1.1)"
    case .endedEarly: "the connection ended in the middle of the request (RFC 9112 §8)"
    case .headTooSlow: "the request head did not arrive in time (RFC 9110 §15.5.9)"
    case .bodyTooSlow: "the request body did not arrive in time (RFC 9110 §15.5.9)"
    case .methodUnknown: "the method is not one of RFC 9110 §9.3"
    case .methodNotServed: "CONNECT and TRACE are not served here (RFC 9110 §9.3)"
    case .tooManyConnections: "too many connections (RFC 9110 §15.6.4)"
    case .tooManyBodyBytes:
      "too many bytes of request bodies have come at once (RFC 9110 §15.6.4)"
    }
  }
}
