#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif

/// The results of a run as JUnit XML, in the form that `junit-10.xsd` of Jenkins' xUnit plugin
/// describes and other CI systems read too: one suite of test cases.
package struct JUnitReport: Sendable {
  /// One test case.
  package struct Case: Sendable {
    /// What the reader groups cases by.
    package let group: String
    package let name: String
    package let duration: Duration
    package let problem: Problem?
    /// What is told of it in any event; empty for nothing.
    package let note: String

    package init(
      group: String, name: String, duration: Duration = .zero, problem: Problem? = nil,
      note: String = ""
    ) {
      self.group = group
      self.name = name
      self.duration = duration
      self.problem = problem
      self.note = note
    }
  }

  /// Why a case did not pass. A message is one line, the details are the whole.
  package enum Problem: Sendable {
    case failure(type: String, message: String, details: String)
    /// It could not be checked.
    case error(type: String, message: String, details: String)
    case skipped(String)
  }

  private let name: String
  private let date: Date
  private let duration: Duration
  private let cases: [Case]
  private let output: String

  /// - Parameters:
  ///   - date: when the run began.
  ///   - output: what is told of the whole; empty for nothing.
  package init(name: String, date: Date, duration: Duration, cases: [Case], output: String = "") {
    self.name = name
    self.date = date
    self.duration = duration
    self.cases = cases
    self.output = output
  }

  /// The document, with a newline at its end.
  package var xml: String {
    let counts =
      #"tests="\#(cases.count)" failures="\#(count("failure"))" errors="\#(count("error"))""#
    let time = #"time="\#(duration.secondsText)""#
    let name = XMLText.attribute(name)
    let timestamp = date.utcText.prefix(19)
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      "<testsuites \(counts) \(time)>",
      #"  <testsuite name="\#(name)" timestamp="\#(timestamp)" hostname="localhost" \#(counts) "#
        + #"skipped="\#(count("skipped"))" \#(time)>"#,
    ]
    lines += cases.flatMap(Self.lines).map { "    " + $0 }
    if !output.isEmpty {
      lines.append("    <system-out>\(XMLText.content(output))</system-out>")
    }
    lines += ["  </testsuite>", "</testsuites>", ""]
    return lines.joined(separator: "\n")
  }

  private func count(_ element: String) -> Int {
    cases.count { $0.problem?.element == element }
  }

  private static func lines(of one: Case) -> [String] {
    let start =
      #"<testcase classname="\#(XMLText.attribute(one.group))" "#
      + #"name="\#(XMLText.attribute(one.name))" time="\#(one.duration.secondsText)""#
    var content = one.problem.map { ["  " + $0.xml] } ?? []
    if !one.note.isEmpty {
      content.append("  <system-out>\(XMLText.content(one.note))</system-out>")
    }
    return content.isEmpty ? [start + "/>"] : [start + ">"] + content + ["</testcase>"]
  }
}

extension JUnitReport.Problem {
  fileprivate var element: String {
    switch self {
    case .failure: "failure"
    case .error: "error"
    case .skipped: "skipped"
    }
  }

  fileprivate var xml: String {
    switch self {
    case .failure(let type, let message, let details), .error(let type, let message, let details):
      #"<\#(element) message="\#(XMLText.attribute(message))" "#
        + #"type="\#(XMLText.attribute(type))">\#(XMLText.content(details))</\#(element)>"#
    case .skipped(let reason): #"<skipped message="\#(XMLText.attribute(reason))"/>"#
    }
  }
}

extension Date {
  /// RFC 3339, in UTC and milliseconds: `2025-11-22T18:38:04.512Z`.
  package var utcText: String {
    formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}

extension Duration {
  /// As XML Schema writes a decimal, with three digits behind the point: `1.204`.
  package var secondsText: String {
    let (seconds, attoseconds) = components
    let milliseconds = String(attoseconds / 1_000_000_000_000_000)
    return "\(seconds).\(String(repeating: "0", count: 3 - milliseconds.count))\(milliseconds)"
  }
}
