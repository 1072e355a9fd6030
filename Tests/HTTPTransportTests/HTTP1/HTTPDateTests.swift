import Testing

@testable import HTTPTransport

@Suite("An HTTP date")
struct HTTPDateTests {
  @Test(
    "is an IMF-fixdate (RFC 9110 §5.6.7)",
    arguments: [
      (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
      (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"),
      (1_767_225_599, "Wed, 31 Dec 2025 23:59:59 GMT"),
    ] as [(Int64, String)])
  func formats(_ seconds: Int64, _ text: String) {
    var date = ContiguousArray<UInt8>()
    CivilTime(unixSeconds: seconds).appendHTTPDate(to: &date)
    #expect(String(decoding: date, as: UTF8.self) == text)
  }

  @Test("follows the clock, forwards and back")
  func followsTheClock() {
    var encoder = HTTPResponseEncoder()
    for seconds in [10, 11, 11, 10] as [Int64] {
      var output = ByteBlock()
      encoder.encode(
        HTTPResponse(), version: .http11, omitsBody: false, keepsAlive: true,
        unixSeconds: seconds, into: &output)
      #expect(output.text.contains("\r\nDate: Thu, 01 Jan 1970 00:00:\(seconds) GMT\r\n"))
    }
  }

  @Test("appends decimal numbers", arguments: [(0, 1, "0"), (7, 2, "07"), (1234, 2, "1234")])
  func appendsDecimal(_ number: Int, _ width: Int, _ text: String) {
    var bytes = ContiguousArray("x".utf8)
    bytes.append(decimal: number, width: width)
    #expect(String(decoding: bytes, as: UTF8.self) == "x" + text)
  }
}
