import Testing

@testable import JimengMock

@Suite struct RangeRequestTests {
  @Test(
    "reads one range (RFC 9110 §14.1.2)",
    arguments: [
      ("bytes=0-0", 0..<1), ("bytes=0-99", 0..<100), ("bytes=99-99", 99..<100),
      ("bytes=10-", 10..<100), ("bytes=0-999999", 0..<100), ("bytes=-1", 99..<100),
      ("bytes=-100", 0..<100), ("bytes=-101", 0..<100), ("BYTES=5-6", 5..<7),
      ("bytes= 5-6\t", 5..<7), ("bytes=,5-6,", 5..<7), ("bytes=007-008", 7..<9),
      ("bytes=5-99999999999999999999999", 5..<100), ("bytes=-99999999999999999999999", 0..<100),
    ])
  func part(field: String, range: Range<Int>) {
    #expect(RangeRequest(field: field, of: 100) == .part(range))
  }

  @Test(
    "knows what lies beyond the content",
    arguments: [
      "bytes=100-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999999-",
    ])
  func unsatisfiable(field: String) {
    #expect(RangeRequest(field: field, of: 100) == .unsatisfiable)
  }

  @Test(
    "ignores what is malformed, of another unit, or several ranges",
    arguments: [
      nil, "", "bytes", "bytes=", "bytes=-", "bytes=5", "bytes=6-5", "bytes=a-b", "bytes=1-2-3",
      "bytes=0x1-2", "bytes=+1-2", "bytes=1 -2", "bytes= -", "bytes=0-1,3-4", "items=0-1",
      "bytes:0-1", "bytes =0-1", " bytes=0-1", "bytes=１-２", "bytes=,", "bytes=--1",
    ])
  func whole(field: String?) {
    #expect(RangeRequest(field: field, of: 100) == .whole)
  }

  @Test("finds no range in nothing", arguments: ["bytes=0-", "bytes=0-0", "bytes=-1"])
  func empty(field: String) {
    #expect(RangeRequest(field: field, of: 0) == .unsatisfiable)
  }
}
