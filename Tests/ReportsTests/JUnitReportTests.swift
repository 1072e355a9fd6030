import Foundation
import Testing

@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct JUnitReportTests {
  private let report = JUnitReport(
    name: "a & b", date: Date(timeIntervalSince1970: 1_748_191_710),
    duration: .milliseconds(1_205),
    cases: [
      .init(group: "g", name: "passed", duration: .milliseconds(7), note: "n"),
      .init(
        group: "g", name: "failed", problem: .failure(type: "t", message: "m\n", details: "d\ne")),
      .init(group: "g", name: "error", problem: .error(type: "t", message: "m", details: "")),
      .init(group: "g", name: "skipped", problem: .skipped("why")),
    ], output: "whole")

  /// The attributes and children that junit-10.xsd of Jenkins' xUnit plugin allows, and needs.
  private static let allowed: [String: (attributes: Set<String>, required: Set<String>)] = [
    "testsuites": (["name", "time", "tests", "failures", "errors"], []),
    "testsuite": (
      ["name", "tests", "failures", "errors", "time", "skipped", "timestamp", "hostname"],
      ["name", "tests", "failures", "errors", "timestamp"]
    ),
    "testcase": (["name", "time", "classname"], ["name", "time"]),
    "failure": (["type", "message"], []), "error": (["type", "message"], []),
    "skipped": (["type", "message"], []), "system-out": ([], []),
  ]

  @Test("is valid by junit-10.xsd")
  func isValid() throws {
    let reader = ElementReader()
    let parser = XMLParser(data: Data(report.xml.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(reader.elements.count == 11)
    for (name, attributes) in reader.elements {
      let rule = try #require(Self.allowed[name], "\(name)")
      #expect(rule.attributes.isSuperset(of: attributes.keys), "\(name)")
      #expect(rule.required.isSubset(of: attributes.keys), "\(name)")
    }
    let suite = try #require(reader.elements.first { $0.name == "testsuite" }?.attributes)
    #expect(suite["timestamp"] == "2025-05-25T16:48:30" && suite["time"] == "1.205")
    #expect(suite["tests"] == "4" && suite["failures"] == "1" && suite["errors"] == "1")
    #expect(suite["skipped"] == "1" && suite["name"] == "a & b")
  }

  @Test("holds no character that XML cannot, nor one that steers a terminal")
  func escapes() {
    let text = "a\u{0}\u{1B}[31m\u{9B}\u{2028}\u{202E}\u{2066}\u{FFFE}<&>\"\n中"
    let plain = #"a\u{0}\u{1B}[31m\u{9B}\u{2028}\u{202E}\u{2066}\u{FFFE}&lt;&amp;&gt;"#
    #expect(XMLText.content(text) == plain + "\"\n中")
    #expect(XMLText.attribute(text) == plain + "&quot;&#10;中")
  }
}

private final class ElementReader: NSObject, XMLParserDelegate {
  var elements: [(name: String, attributes: [String: String])] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append((name, attributes))
  }
}
