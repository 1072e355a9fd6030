import HTTPTransport

/// Streams that are requests (RFC 9112), among them the odd ones that are often refused wrongly.
let validStreams: [StreamVector] = [
  StreamVector(
    "the least request", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", is: "GET / HTTP/1.1"),
  StreamVector(
    "one empty line first (RFC 9112 §2.2)", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
    is: "GET / HTTP/1.1"),
  StreamVector(
    "two empty lines first", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", is: "GET / HTTP/1.1"),
  StreamVector(
    "empty lines before each of two",
    "\r\n\r\nGET /1 HTTP/1.1\r\nHost: a\r\n\r\n\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
    is: "GET /1 HTTP/1.1", "GET /2 HTTP/1.1"),
  StreamVector(
    "a query with odd but visible bytes", "GET /p?q={x}|\"<>^`[] HTTP/1.1\r\nHost: a\r\n\r\n",
    is: "GET /p?q={x}|\"<>^`[] HTTP/1.1"),
  StreamVector(
    "a per cent sign at the end of the path", "GET /100% HTTP/1.1\r\nHost: a\r\n\r\n",
    is: "GET /100% HTTP/1.1"),
  StreamVector(
    "absolute-form", "GET http://b:81/p?q HTTP/1.1\r\nHost: a\r\n\r\n",
    is: "GET http://b:81/p?q HTTP/1.1"),
  StreamVector(
    "absolute-form, scheme in capitals, no path", "GET HTTP://b HTTP/1.1\r\nHost: a\r\n\r\n",
    is: "GET HTTP://b HTTP/1.1"),
  StreamVector(
    "asterisk-form", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", is: "OPTIONS * HTTP/1.1"),
  StreamVector(
    "authority-form", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n",
    is: "CONNECT a:443 HTTP/1.1"),
  StreamVector(
    "a method nobody knows, in lower case", "get / HTTP/1.1\r\nHost: a\r\n\r\n",
    is: "get / HTTP/1.1"),
  StreamVector(
    "a higher minor version is read as 1.1 (RFC 9110 §2.5)",
    "GET / HTTP/1.9\r\nHost: a\r\n\r\n", is: "GET / HTTP/1.1"),
  StreamVector("1.0 without Host", "GET / HTTP/1.0\r\n\r\n", is: "GET / HTTP/1.0 close"),
  StreamVector(
    "1.0 that keeps alive", "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
    is: "GET / HTTP/1.0"),
  StreamVector(
    "1.0 that says both", "GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n",
    is: "GET / HTTP/1.0 close"),
  StreamVector(
    "1.0 ignores Expect (RFC 9110 §10.1.1)",
    "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx",
    is: "POST / HTTP/1.0 x close"),
  StreamVector(
    "Connection: close in a list, over two lines",
    "GET / HTTP/1.1\r\nHost: a\r\nConnection: te,\t CLOSE ,x\r\nConnection: keep-alive\r\n\r\n",
    is: "GET / HTTP/1.1 close"),
  StreamVector(
    "Connection: closed is not close", "GET / HTTP/1.1\r\nHost: a\r\nConnection: closed\r\n\r\n",
    is: "GET / HTTP/1.1"),
  StreamVector(
    "a field with an empty value, one with white space around, one with obs-text",
    "GET / HTTP/1.1\r\nHost: a\r\nA:\r\nB: \t b b\t \r\nC:\u{C3}\u{A9}\r\n\r\n",
    is: "GET / HTTP/1.1"),
  StreamVector(
    "a field name of every token byte",
    "GET / HTTP/1.1\r\nHost: a\r\n!#$%&'*+-.^_`|~09azAZ: v\r\n\r\n", is: "GET / HTTP/1.1"),
  StreamVector(
    "Host with IPv6 and port", "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", is: "GET / HTTP/1.1"),
  StreamVector(
    "Host with an empty port", "GET / HTTP/1.1\r\nHost: a:\r\n\r\n", is: "GET / HTTP/1.1"),
  StreamVector(
    "a body by length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
    is: "POST / HTTP/1.1 hello"),
  StreamVector(
    "white space around Content-Length is trimmed",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\t 2 \t\r\n\r\nhi", is: "POST / HTTP/1.1 hi"),
  StreamVector(
    "Content-Length: 0", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
    is: "POST / HTTP/1.1"),
  StreamVector(
    "a GET with a body", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi",
    is: "GET / HTTP/1.1 hi"),
  StreamVector(
    "a body that looks like a request",
    "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 17\r\n\r\nGET /2 HTTP/1.1\r\n"
      + "GET /3 HTTP/1.1\r\nHost: a\r\n\r\n",
    is: "POST /1 HTTP/1.1 GET /2 HTTP/1.1\r\n", "GET /3 HTTP/1.1"),
  StreamVector(
    "an expectation with a body",
    "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\nx",
    is: "POST / HTTP/1.1 x expects"),
  StreamVector(
    "an expectation without a body", "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
    is: "GET / HTTP/1.1"),
  StreamVector(
    "three in a pipeline",
    "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx"
      + "GET /3 HTTP/1.1\r\nHost: a\r\n\r\n",
    is: "GET /1 HTTP/1.1", "POST /2 HTTP/1.1 x", "GET /3 HTTP/1.1"),
]

private let chunkedHead = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"

/// Chunked bodies as RFC 9112 §7.1 has them.
let validChunkedStreams: [StreamVector] = [
  StreamVector("no chunk but the last", chunkedHead + "0\r\n\r\n", is: "POST / HTTP/1.1"),
  StreamVector(
    "two chunks, sizes in either case, then another request",
    chunkedHead + "A\r\n0123456789\r\na\r\nabcdefghij\r\n0\r\n\r\n"
      + "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
    is: "POST / HTTP/1.1 0123456789abcdefghij", "GET /2 HTTP/1.1"),
  StreamVector(
    "chunk data that looks like framing", chunkedHead + "7\r\n0\r\n\r\n\r\n\r\n0\r\n\r\n",
    is: "POST / HTTP/1.1 0\r\n\r\n\r\n"),
  StreamVector(
    "leading zeros in a size", chunkedHead + "0005\r\nhello\r\n000\r\n\r\n",
    is: "POST / HTTP/1.1 hello"),
  StreamVector(
    "more leading zeros than a size has digits",
    chunkedHead + "00000000000000000001\r\nx\r\n0\r\n\r\n",
    is: "POST / HTTP/1.1 x"),
  StreamVector(
    "extensions: a name, a token, a quoted string with escapes and white space",
    chunkedHead + "1;a\r\nx\r\n1;b=c; d = \"e\\\";\\\\\"\r\ny\r\n0;f=\"\u{E9}\t \"\r\n\r\n",
    is: "POST / HTTP/1.1 xy"),
  StreamVector(
    "trailers, kept apart from the fields and without effect on framing",
    chunkedHead + "1\r\nx\r\n0\r\nConnection: close\r\nContent-Length: 9\r\nX-Sum: 1 \r\n\r\n",
    is: "POST / HTTP/1.1 x +Connection=close +Content-Length=9 +X-Sum=1"),
]
