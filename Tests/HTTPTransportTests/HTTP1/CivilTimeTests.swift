import Foundation
import Testing

@testable import HTTPTransport

@Suite("Civil time")
struct CivilTimeTests {
  @Test(
    "agrees with Foundation's Gregorian calendar",
    arguments: [
      0, -1, 1, 86_399, 86_400, 784_111_777, 951_782_400, 951_868_800, 1_078_012_800, 2_147_483_647,
      4_102_444_800, 4_107_542_399, 4_107_542_400, -2_203_891_200, 253_402_300_799,
    ] as [Int64])
  func agreesWithFoundation(_ seconds: Int64) throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    let parts = calendar.dateComponents(
      [.year, .month, .day, .hour, .minute, .second, .weekday],
      from: Date(timeIntervalSince1970: TimeInterval(seconds)))
    let time = CivilTime(unixSeconds: seconds)
    #expect(time.year == parts.year && time.month == parts.month && time.day == parts.day)
    #expect(time.hour == parts.hour && time.minute == parts.minute && time.second == parts.second)
    #expect(time.weekday + 1 == parts.weekday)
  }

  @Test("counts every day of 400 years in order")
  func countsDays() {
    var last = CivilTime(unixSeconds: -86_400)
    var failureCount = 0
    for day in Int64(0)..<146_097 {
      let time = CivilTime(unixSeconds: day * 86_400)
      let isNextDay = time.day == last.day + 1 && time.month == last.month
      let isNewMonth = time.day == 1 && last.day >= 28 && time.month == last.month % 12 + 1
      if !(isNextDay || isNewMonth) || time.weekday != (last.weekday + 1) % 7 { failureCount += 1 }
      last = time
    }
    #expect(failureCount == 0)
    #expect(last == CivilTime(unixSeconds: 146_096 * 86_400))
    #expect(last.year == 2369 && last.month == 12 && last.day == 31)
  }
}
