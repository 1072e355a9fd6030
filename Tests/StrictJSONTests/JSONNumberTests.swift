import StrictJSON
import Testing

@Suite struct JSONNumberTests {
  /// Each row ascends strictly, so every pair in it is compared both ways.
  static let ascending = [
    [
      "-1e1000000000", "-10", "-9.5", "-0.1", "-1e-1000000000", "0", "1e-1000000000",
      "1e1000000000",
    ],
    ["0.1", "0.10000000000000000000000000000000001", "0.2", "1", "1.5", "2", "10", "1e2", "101"],
    ["9007199254740992", "9007199254740993", "9007199254740994"],
    ["1e999999997", "1e999999998", "1e999999999", "2e999999999"],
    ["1e-99999999999999999999", "1e-999999999", "1", "1e999999998", "1e99999999999999999999"],
    ["1e1000000000000000000", "11e1000000000000000000"],
    ["-11e1000000000000000000", "-1e1000000000000000000", "-1"],
  ]

  @Test("compares exactly, whatever the size", arguments: ascending)
  func compares(_ row: [String]) throws {
    let numbers = try row.map { try #require(JSONNumber($0)) }
    for (index, left) in numbers.enumerated() {
      for (otherIndex, right) in numbers.enumerated() {
        #expect((left < right) == (index < otherIndex), "\(left.text) < \(right.text)")
        #expect((left == right) == (index == otherIndex), "\(left.text) == \(right.text)")
      }
    }
  }

  static let equal = [
    ["5", "5.0", "50e-1", "0.5e1", "5.000000000000000000000", "5e0", "5e-0"],
    ["0", "-0", "0.0", "0e5", "-0.000e99999999999999999999999"],
    ["1e20", "100000000000000000000", "0.1e21", "10000000000000000000000e-2"],
    ["1e999999999", "10e999999998", "0.1e1000000000"],
    ["-1e-999999999", "-10e-1000000000", "-0.1e-999999998"],
    // Beyond ±10⁹ the exponent counts as ±10⁹.
    ["1e1000000000", "1e1000000001", "1e99999999999999999999", "0.1e1000000000000000001"],
    ["-1e-1000000001", "-1e-1000000002", "-1e-99999999999999999999"],
  ]

  @Test("equal values are equal however they are written, and hash alike", arguments: equal)
  func holdsForEqual(_ row: [String]) throws {
    let numbers = try row.map { try #require(JSONNumber($0)) }
    for number in numbers {
      #expect(number == numbers[0], "\(number.text)")
      #expect(number.hashValue == numbers[0].hashValue, "\(number.text)")
    }
  }

  @Test(
    "an integer is what is written as one",
    arguments: [("5", true), ("-0", true), ("5.0", false), ("1e2", false), ("1E2", false)])
  func tellsIntegers(text: String, isInteger: Bool) throws {
    #expect(try #require(JSONNumber(text)).isInteger == isInteger)
  }

  static let multiples = [
    ("0.3", "0.1", true), ("4.35", "0.01", true), ("1.1", "0.2", false), ("0", "3", true),
    ("7", "2", false), ("-9", "3", true), ("1e1000000000", "0.1", true),
    ("1e1000000000", "3", false), ("1e-1000000000", "1", false), ("5", "0", false),
    ("0", "0", false),
    ("3e1000000000", "3", true), ("1", "1e-1000000000", true),
    ("1e30", "1024", true), ("1e9", "1024", false), ("1e10", "1024", true),
    ("123456789012345678901234567890", "1234567890123456789012345", false),
    ("2469135780246913578024690", "1234567890123456789012345", true),
    ("1e40", "12345678901234567890.5", false),
    ("3.7037036703703703670369e20", "123456789012345678.90123", true),
    ("1e999999999", "1e999999998", true), ("1e999999998", "1e999999999", false),
    ("1e100000000000000000000", "1e99999999999999999999", true),
    // Of a divisor the first 37 digits count.
    ("1234567890123456789012345678901234567", "1234567890123456789012345678901234567", true),
    ("1234567890123456789012345678901234568", "1234567890123456789012345678901234567", false),
    ("1e40", "12345678901234567890123456789012345678.5", false),
    ("36", "0.99999999999999999999999999999999999999", false),
    ("9007199254740993", "2", false),
  ]

  @Test("divides exactly", arguments: multiples)
  func divides(dividend: String, divisor: String, isMultiple: Bool) throws {
    let number = try #require(JSONNumber(dividend))
    #expect(try number.isMultiple(of: #require(JSONNumber(divisor))) == isMultiple)
  }

  static let ints: [(String, Int?)] = [
    ("5", 5), ("-0", 0), ("5.0", 5), ("1e2", 100), ("1.5", nil), ("1e-1", nil), ("-12e1", -120),
    ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
    ("-9223372036854775808.0", Int.min), ("9223372036854775808", nil), ("1e19", nil),
    ("1e1000000000", nil),
  ]

  @Test("gives the integer value when it is whole and fits", arguments: ints)
  func givesInt(text: String, value: Int?) throws {
    #expect(try #require(JSONNumber(text)).int == value)
  }

  @Test("gives a double when it is finite")
  func givesDouble() throws {
    #expect(try #require(JSONNumber("0.5")).double == 0.5)
    #expect(try #require(JSONNumber("1e400")).double == nil)
    #expect(try #require(JSONNumber("1e-400")).double == 0)
  }

  @Test(
    "refuses what is no number",
    arguments: ["", "-", "+1", "01", "1.", ".5", "1e", " 1", "1 ", "0x1", "1\n", "NaN", "１"])
  func refuses(_ text: String) {
    #expect(JSONNumber(text) == nil)
  }
}
