import HTTPTransport

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What values of the right type a mock cannot be set up with. The command asks for the same
/// bounds, in the words of its flags.
extension MockConfiguration {
  package static let timeScaleRange = 0...MockClock.scaleMax
  /// In virtual seconds: a day at most.
  package static let renderSecondsRange = 0.0...86_400
  package static let journalLimitRange = 0...1_000_000
  package static let taskLimitRange = 1...10_000_000

  /// - Throws: `configuration`, with the property's name first. What takes files or scenarios to be
  ///   found out is not.
  func check() throws(MockServerError) {
    guard SocketAddress(host: host, port: 0) != nil else {
      throw .configuration("host: '\(host)' is no IP address; names are not looked up")
    }
    if let fault = BasePath.fault(of: basePath) { throw .configuration("basePath: \(fault)") }
    try Self.check("timeScale", timeScale, in: Self.timeScaleRange)
    try Self.check(
      "renderDuration", renderDuration / .seconds(1), in: Self.renderSecondsRange,
      unit: " seconds")
    try Self.check("journalLimit", journalLimit, in: Self.journalLimitRange)
    try Self.check("taskLimit", taskLimit, in: Self.taskLimitRange)
    if !keyRequirement.canBeMet {
      throw .configuration("keyRequirement: an empty key lets nobody in")
    }
    // Anyone who reaches the admin API can read every request.
    if adminToken?.isEmpty == true {
      throw .configuration("adminToken: an empty one protects nothing")
    }
    for (name, urls) in [("pages", pages), ("services", services)] {
      for url in urls where !url.isFileURL {
        throw .configuration("\(name): '\(url.absoluteString)' is no file: URL; nothing is fetched")
      }
    }
  }

  /// What is no number is in no range.
  private static func check<Value: Comparable>(
    _ name: String, _ value: Value, in range: ClosedRange<Value>, unit: String = ""
  ) throws(MockServerError) {
    guard !range.contains(value) else { return }
    let ends = "from \(range.lowerBound)\(unit) to \(range.upperBound)\(unit)"
    throw .configuration("\(name): \(value)\(unit) is not \(ends)")
  }
}
