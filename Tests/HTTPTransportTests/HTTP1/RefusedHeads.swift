import HTTPTransport

private let get = "GET / HTTP/1.1\r\nHost: a\r\n"

/// Request lines that are refused (RFC 9112 §2, §3).
let refusedRequestLines: [StreamVector] = [
  StreamVector("three empty lines", "\r\n\r\n\r\n", .emptyLinesBeforeRequest),
  StreamVector("an empty line that is a bare LF", "\nGET / HTTP/1.1\r\n", .bareLineFeed),
  StreamVector("a bare CR before the request line", "\rGET / HTTP/1.1\r\n", .bareCarriageReturn),
  StreamVector("a space before the method", " GET / HTTP/1.1\r\n", .malformedMethod),
  StreamVector("TLS", "\u{16}\u{03}\u{01}\u{02}\u{00}\u{01}", .malformedMethod),
  StreamVector("a method that is no token", "G(T / HTTP/1.1\r\n", .malformedMethod),
  StreamVector("a method above ASCII", "G\u{CB}T / HTTP/1.1\r\n", .malformedMethod),
  StreamVector(
    "a method of 65 bytes", String(repeating: "M", count: 65) + " / HTTP/1.1\r\n",
    .malformedMethod),
  StreamVector("HTTP/0.9", "GET /\r\n", .malformedRequestLine),
  StreamVector("a word alone", "GET\r\n", .malformedRequestLine),
  StreamVector("two spaces after the method", "GET  / HTTP/1.1\r\n", .malformedRequestLine),
  StreamVector("two spaces after the target", "GET /  HTTP/1.1\r\n", .malformedRequestLine),
  StreamVector("a space at the end", "GET / HTTP/1.1 \r\n", .malformedRequestLine),
  StreamVector("a space in the target", "GET /a b HTTP/1.1\r\n", .malformedRequestLine),
  StreamVector("a tab for a space", "GET\t/ HTTP/1.1\r\n", .malformedMethod),
  StreamVector("a tab in the target", "GET /\t HTTP/1.1\r\n", .malformedTarget),
  StreamVector("a backslash in the target", "GET /a\\b HTTP/1.1\r\n", .malformedTarget),
  StreamVector("a fragment", "GET /a#b HTTP/1.1\r\n", .malformedTarget),
  StreamVector("raw UTF-8 in the target", "GET /\u{C3}\u{A9} HTTP/1.1\r\n", .malformedTarget),
  StreamVector("an encoded NUL in the path", "GET /a%00b HTTP/1.1\r\n", .malformedTarget),
  StreamVector("an encoded LF in the path", "GET /a%0ab HTTP/1.1\r\n", .malformedTarget),
  StreamVector("an encoded CR at the end of the path", "GET /%0D?q HTTP/1.1\r\n", .malformedTarget),
  StreamVector("a lower-case version", "GET / http/1.1\r\n", .malformedVersion),
  StreamVector("a version without a minor", "GET / HTTP/1\r\n", .malformedVersion),
  StreamVector("a minor version of two digits", "GET / HTTP/1.10\r\n", .malformedVersion),
  StreamVector("a version with a comma", "GET / HTTP/1,1\r\n", .malformedVersion),
  StreamVector("another protocol's version", "GET / ICAP/1.0\r\n", .malformedVersion),
  StreamVector("HTTP/2.0", "GET / HTTP/2.0\r\n", .unsupportedVersion),
  StreamVector("the HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .unsupportedVersion),
  StreamVector("a relative path", "GET a/b HTTP/1.1\r\n", .targetFormNotAllowed),
  StreamVector("GET *", "GET * HTTP/1.1\r\n", .targetFormNotAllowed),
  StreamVector("another scheme", "GET ftp://a/ HTTP/1.1\r\n", .targetFormNotAllowed),
  StreamVector("authority-form without CONNECT", "GET a:80 HTTP/1.1\r\n", .targetFormNotAllowed),
  StreamVector("CONNECT to a path", "CONNECT /a HTTP/1.1\r\n", .targetFormNotAllowed),
  StreamVector("CONNECT without a port", "CONNECT a HTTP/1.1\r\n", .targetFormNotAllowed),
  StreamVector("CONNECT with an empty port", "CONNECT a: HTTP/1.1\r\n", .targetFormNotAllowed),
  StreamVector("absolute-form without a host", "GET http:/// HTTP/1.1\r\n", .malformedTarget),
  StreamVector("absolute-form with userinfo", "GET http://u@a/ HTTP/1.1\r\n", .malformedTarget),
  StreamVector("a request line that ends in LF", "GET / HTTP/1.1\nHost: a\r\n\r\n", .bareLineFeed),
  StreamVector(
    "a request line that ends in CR", "GET / HTTP/1.1\rHost: a\r\n\r\n", .bareCarriageReturn),
  StreamVector("NUL in the target", "GET /\u{00} HTTP/1.1\r\n", .controlByte),
]

/// Fields that are refused for their form (RFC 9112 §5, RFC 9110 §5.5).
let refusedFields: [StreamVector] =
  [
    StreamVector(
      "white space before the first field", "GET / HTTP/1.1\r\n Host: a\r\n", .whitespaceBeforeField
    ),
    StreamVector("a folded field", get + "A: b\r\n c\r\n", .lineFolding),
    StreamVector("a line of white space", get + "\t\r\n", .lineFolding),
    StreamVector("a space before the colon", get + "A : b\r\n", .whitespaceBeforeColon),
    StreamVector("a tab before the colon", get + "A\t: b\r\n", .whitespaceBeforeColon),
    StreamVector("no name", get + ": b\r\n", .malformedFieldName),
    StreamVector("no colon", get + "A\r\n", .malformedFieldName),
    StreamVector("a name that is no token", get + "A(: b\r\n", .malformedFieldName),
    StreamVector("a name above ASCII", get + "\u{C3}\u{84}: b\r\n", .malformedFieldName),
    StreamVector("a value with NUL", get + "A: b\u{00}c\r\n", .controlByte),
    StreamVector("a value with DEL", get + "A: b\u{7F}\r\n", .controlByte),
    StreamVector("a value with a bare CR", get + "A: b\rc\r\n", .bareCarriageReturn),
    StreamVector("a field that ends in LF", get + "A: b\nB: c\r\n", .bareLineFeed),
    StreamVector("a head that ends in a bare LF", get + "\n", .bareLineFeed),
    StreamVector("a head that ends in CR CR LF", get + "\r\r\n", .bareCarriageReturn),
    StreamVector("no Host", "GET / HTTP/1.1\r\nA: b\r\n\r\n", .missingHost),
    StreamVector(
      "no Host with absolute-form", "GET http://a/ HTTP/1.1\r\nA: b\r\n\r\n", .missingHost),
    StreamVector("Host twice, the same", get + "HOST: a\r\n\r\n", .repeatedHost),
    StreamVector(
      "Host twice in 1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", .repeatedHost),
    StreamVector(
      "an unsupported expectation", get + "Expect: 200-ok\r\nContent-Length: 1\r\n\r\n",
      .unknownExpectation),
    StreamVector(
      "Content-Type twice", get + "Content-Type: a/b\r\nContent-type: a/b\r\n\r\n",
      .repeatedContentType),
    StreamVector(
      "a second request that is refused", get + "\r\nGET / HTTP/1.1\r\nHost : a\r\n\r\n",
      requests: ["GET / HTTP/1.1"], refusal: .whitespaceBeforeColon),
  ]
  + [
    "", "a, b", "u@a", "a/b", "a b", "a:b", "a:123456", "[::1", "[]", "[::1]80", "[gg]", "a\u{E9}",
    "a\\b", "a?b", "http://a", "a:80:80", ":80",
  ].map { StreamVector("Host: \($0)", "GET / HTTP/1.1\r\nHost: \($0)\r\n\r\n", .malformedHost) }

/// Heads at the edge of a limit, just beyond it.
let refusedSizes: [StreamVector] = [
  StreamVector(
    "a target too long by one", "GET /2345 HTTP/1.1\r\nHost: a\r\n\r\n", .targetTooLong,
    limits: limits { $0.targetBytesMax = 4 }),
  StreamVector(
    "a request line that fills the head in its target",
    "GET /" + String(repeating: "x", count: 80) + " HTTP/1.1\r\n", .targetTooLong,
    limits: limits { $0.headBytesMax = 40 }),
  StreamVector(
    "a request line that fills the head in its method",
    String(repeating: "M", count: 80) + " / HTTP/1.1\r\n", .malformedMethod,
    limits: limits { $0.headBytesMax = 40 }),
  StreamVector(
    "a field that fills the head", get + "A: " + String(repeating: "b", count: 80) + "\r\n\r\n",
    .headTooLarge, limits: limits { $0.headBytesMax = 60 }),
  StreamVector(
    "a field that fills the head, with NUL behind the limit",
    get + "A: " + String(repeating: "b", count: 80) + "\u{00}", .headTooLarge,
    limits: limits { $0.headBytesMax = 60 }),
  StreamVector(
    "a head too large by its last byte", get + "\r\n", .headTooLarge,
    limits: limits { $0.headBytesMax = get.utf8.count + 1 }),
  StreamVector(
    "one field too many", get + "A: b\r\nC: d\r\n", .tooManyFields,
    limits: limits { $0.fieldCountMax = 2 }),
]
