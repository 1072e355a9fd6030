import HTTPTransport

private let post = "POST / HTTP/1.1\r\nHost: a\r\n"
private let chunked = post + "Transfer-Encoding: chunked\r\n\r\n"

/// Framing that is refused (RFC 9112 §6).
let refusedFramings: [StreamVector] =
  [
    StreamVector(
      "both framings", post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      .bothFramings),
    StreamVector(
      "both framings, the coding unknown",
      post + "Transfer-Encoding: gzip\r\nContent-Length: 1\r\n\r\n", .bothFramings),
    StreamVector(
      "Content-Length twice, the same", post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx",
      .repeatedContentLength),
    StreamVector(
      "Content-Length twice, differing", post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nx",
      .repeatedContentLength),
    StreamVector(
      "chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
      .transferEncodingInHTTP10),
    StreamVector(
      "chunked over two lines",
      post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
      .malformedTransferEncoding),
    StreamVector(
      "a name that CGI reads as Content-Length", post + "Content_Length: 1\r\n\r\n",
      .malformedFieldName),
    StreamVector(
      "a name that CGI reads as Transfer-Encoding", post + "Transfer_Encoding: chunked\r\n\r\n",
      .malformedFieldName),
    StreamVector(
      "a length one beyond the limit", post + "Content-Length: 5\r\n\r\n", .bodyTooLarge,
      limits: limits { $0.bodyBytesMax = 4 }),
    StreamVector(
      "the largest length there is", post + "Content-Length: 9223372036854775807\r\n\r\n",
      .bodyTooLarge),
  ]
  + [
    "", "+1", "-1", "1 1", "1,1", "1, 1", "0x1", "1.0", "1e1", "01", "00", "a", "\u{B2}",
    "9223372036854775808", "18446744073709551617", "99999999999999999999999999",
  ].map {
    StreamVector(
      "Content-Length: \($0)", post + "Content-Length: \($0)\r\n\r\n",
      .malformedContentLength)
  }
  + [
    "", ",", "chunked,", ",chunked", "chunked, gzip", "chunked, chunked", "identity",
    "identity, chunked", "chunked;param", "\"chunked\"", "chunked chunked", "chunked\u{B}",
  ].map {
    StreamVector(
      "Transfer-Encoding: \($0)", post + "Transfer-Encoding: \($0)\r\n\r\n",
      $0.contains("\u{B}") ? .controlByte : .malformedTransferEncoding)
  }
  + ["gzip", "gzip, chunked", "xchunked", "chunked-x"].map {
    StreamVector(
      "Transfer-Encoding: \($0)", post + "Transfer-Encoding: \($0)\r\n\r\n",
      .unknownTransferCoding)
  }

/// What may follow a chunked head and is refused (RFC 9112 §7.1).
let refusedChunks: [StreamVector] = [
  StreamVector("no size", chunked + "\r\n", .malformedChunk),
  StreamVector("a size with a prefix", chunked + "0x1\r\nx\r\n", .malformedChunk),
  StreamVector("a size with a sign", chunked + "+1\r\nx\r\n", .malformedChunk),
  StreamVector("a negative size", chunked + "-1\r\nx\r\n", .malformedChunk),
  StreamVector("a space before a size", chunked + " 1\r\nx\r\n", .malformedChunk),
  StreamVector("a space behind a size", chunked + "1 \r\nx\r\n", .malformedChunk),
  StreamVector("a size with an underscore", chunked + "1_0\r\nx\r\n", .malformedChunk),
  StreamVector("a size of 2^64 + 1", chunked + "10000000000000001\r\nx\r\n", .malformedChunk),
  StreamVector("a size of 2^63", chunked + "8000000000000000\r\n", .malformedChunk),
  StreamVector("a size of 2^63 - 1", chunked + "7FFFFFFFFFFFFFFF\r\n", .bodyTooLarge),
  StreamVector("a size line that ends in LF", chunked + "1\nx\r\n", .bareLineFeed),
  StreamVector("a size line that ends in CR", chunked + "1\rx\r\n", .bareCarriageReturn),
  StreamVector("NUL in a size line", chunked + "1\u{00}\r\nx\r\n", .controlByte),
  StreamVector("a bare semicolon", chunked + "1;\r\nx\r\n", .malformedChunk),
  StreamVector("white space before an extension", chunked + "1 ;a\r\nx\r\n", .malformedChunk),
  StreamVector("white space at the end of one", chunked + "1;a \r\nx\r\n", .malformedChunk),
  StreamVector("an extension that is no token", chunked + "1;@\r\nx\r\n", .malformedChunk),
  StreamVector("an extension without a value", chunked + "1;a=\r\nx\r\n", .malformedChunk),
  StreamVector("an open quoted string", chunked + "1;a=\"b\r\nx\r\n", .malformedChunk),
  StreamVector("a quoted string that ends in \\", chunked + "1;a=\"b\\\r\nx\r\n", .malformedChunk),
  StreamVector("bytes behind a quoted string", chunked + "1;a=\"b\"c\r\nx\r\n", .malformedChunk),
  StreamVector("LF behind a chunk", chunked + "1\r\nx\n0\r\n\r\n", .malformedChunk),
  StreamVector("CR without LF behind a chunk", chunked + "1\r\nx\r0\r\n\r\n", .malformedChunk),
  StreamVector("a chunk that is too long", chunked + "1\r\nxy\r\n", .malformedChunk),
  StreamVector(
    "a chunk line one too long", chunked + "1;abcdef\r\nx\r\n", .chunkExtensionsTooLong,
    limits: limits { $0.chunkLineBytesMax = 7 }),
  StreamVector(
    "a chunk line without an end", chunked + "1;" + String(repeating: "a", count: 60),
    .chunkExtensionsTooLong, limits: limits { $0.chunkLineBytesMax = 20 }),
  StreamVector(
    "a chunk line that is too long, with NUL behind the limit",
    chunked + "1;" + String(repeating: "a", count: 60) + "\u{00}",
    .chunkExtensionsTooLong, limits: limits { $0.chunkLineBytesMax = 20 }),
  StreamVector(
    "a trailer section too large, with NUL behind the limit",
    chunked + "0\r\nA: " + String(repeating: "b", count: 80) + "\u{00}",
    .headTooLarge, limits: limits { $0.headBytesMax = 60 }),
  StreamVector(
    "extensions too long together", chunked + "1;abc\r\nx\r\n1;def\r\ny\r\n0;g\r\n\r\n",
    .chunkExtensionsTooLong, limits: limits { $0.chunkExtensionBytesMax = 9 }),
  StreamVector(
    "leading zeros too long together",
    chunked + "00001\r\nx\r\n00001\r\ny\r\n00000\r\n\r\n",
    .chunkExtensionsTooLong, limits: limits { $0.chunkExtensionBytesMax = 9 }),
  StreamVector(
    "one byte too many, in the second chunk", chunked + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
    .bodyTooLarge, limits: limits { $0.bodyBytesMax = 4 }),
  StreamVector("a trailer without a colon", chunked + "0\r\nA\r\n\r\n", .malformedFieldName),
  StreamVector("a folded trailer", chunked + "0\r\n A: b\r\n\r\n", .lineFolding),
  StreamVector("a trailer that ends in LF", chunked + "0\r\nA: b\n\r\n", .bareLineFeed),
  StreamVector(
    "a trailer section too large", chunked + "0\r\nA: " + String(repeating: "b", count: 80),
    .headTooLarge, limits: limits { $0.headBytesMax = 60 }),
  StreamVector(
    "one trailer too many", chunked + "0\r\nA: b\r\nC: d\r\nE: f\r\n\r\n", .tooManyFields,
    limits: limits { $0.fieldCountMax = 2 }),
]
