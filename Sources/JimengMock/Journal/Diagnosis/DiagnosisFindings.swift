import OpenAPIContract
import StrictJSON

/// What a diagnosis found in one request. Two words, so that a finding costs no allocation until
/// someone reads about it.
struct DiagnosisFindings: Sendable, Equatable {
  private var bits: UInt8 = 0
  /// The request whose double this is, with `doubleSubmit`.
  private(set) var doubledID = 0

  var isEmpty: Bool { bits == 0 }

  var kinds: [DiagnosisKind] { DiagnosisKind.allCases.filter(contains) }

  func contains(_ kind: DiagnosisKind) -> Bool { bits & kind.bit != 0 }

  mutating func insert(_ kind: DiagnosisKind) { bits |= kind.bit }

  mutating func insertDouble(of id: Int) {
    insert(.doubleSubmit)
    doubledID = id
  }

  /// In words.
  /// - Parameter violations: those of the same request.
  func warnings(violations: [Violation]) -> [MockWarning] {
    guard !isEmpty else { return [] }
    return kinds.flatMap { kind in
      switch kind {
      case .pollingWithoutID:
        [MockWarning(kind, "the task id is not one: read `data` of the answer to the submit first")]
      case .placeholderKey:
        [MockWarning(kind, "the key is the page's placeholder: put your own in its place")]
      case .placeholderBaseURL:
        [MockWarning(kind, "the path holds the page's placeholder {{BASE_URL}}: replace it")]
      case .pollingAfterEnd:
        [
          MockWarning(
            kind, "the task had ended, and an answer before this one said so: stop polling")
        ]
      case .numberAsString:
        violations.filter(\.isNumberAsString).map {
          MockWarning(kind, "\($0.actual) is a number in quotes: send it bare", pointer: $0.pointer)
        }
      case .doubleSubmit:
        [
          MockWarning(
            kind,
            "request \(doubledID) had the same body less than a second before: both are billed")
        ]
      }
    }
  }
}

extension Violation {
  /// `"5"` where `5` is asked for.
  var isNumberAsString: Bool {
    guard rule == .type, location == .body,
      expected.contains("integer") || expected.contains("number"),
      actual.utf8.first == UInt8(ascii: "\""), actual.utf8.last == UInt8(ascii: "\"")
    else { return false }
    return JSONNumber(String(actual.dropFirst().dropLast())) != nil
  }
}
