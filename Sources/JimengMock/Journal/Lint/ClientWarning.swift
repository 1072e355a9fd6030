import OpenAPIContract
import StrictJSON

extension ClientLint {
  /// A mistake that clients of this API are known to make. It breaks no rule of the page, so it is
  /// a warning.
  enum Kind: String, CaseIterable, Sendable {
    /// The submit's answer was not read: the id is `None`, `null`, `undefined` or empty.
    case pollingWithoutID = "polling-without-id"
    /// The page's own `{{YOUR_API_KEY}}` was sent.
    case placeholderKey = "placeholder-key"
    /// The page's own `{{BASE_URL}}` was sent.
    case placeholderBaseURL = "placeholder-base-url"
    /// An earlier answer said that the task had ended.
    case pollingAfterEnd = "polling-after-end"
    case numberAsString = "number-as-string"
    /// The same body was accepted less than a second before: each is billed.
    case doubleSubmit = "double-submit"

    fileprivate var bit: UInt8 {
      1 << UInt8(truncatingIfNeeded: Self.allCases.firstIndex(of: self) ?? 0)
    }
  }

  /// The warnings about one request: two words, so that they cost no allocation until someone reads
  /// them.
  struct Warnings: Sendable, Equatable {
    private var bits: UInt8 = 0
    /// The request whose double this is, with `doubleSubmit`.
    private(set) var doubledID = 0

    var isEmpty: Bool { bits == 0 }

    var kinds: [Kind] { Kind.allCases.filter(contains) }

    func contains(_ kind: Kind) -> Bool { bits & kind.bit != 0 }

    mutating func insert(_ kind: Kind) { bits |= kind.bit }

    mutating func insertDouble(of id: Int) {
      insert(.doubleSubmit)
      doubledID = id
    }

    /// In words.
    /// - Parameter violations: those of the same request.
    func described(violations: [Violation]) -> [ClientWarning] {
      guard !isEmpty else { return [] }
      return kinds.flatMap { kind in
        switch kind {
        case .pollingWithoutID:
          [
            ClientWarning(
              kind, "the task id is not one: read `data` of the answer to the submit first")
          ]
        case .placeholderKey:
          [ClientWarning(kind, "the key is the page's placeholder: put your own in its place")]
        case .placeholderBaseURL:
          [ClientWarning(kind, "the path holds the page's placeholder {{BASE_URL}}: replace it")]
        case .pollingAfterEnd:
          [
            ClientWarning(
              kind, "the task had ended, and an answer before this one said so: stop polling")
          ]
        case .numberAsString:
          violations.filter(\.isNumberAsString).map {
            ClientWarning(
              kind, "\($0.actual) is a number in quotes: send it bare", pointer: $0.pointer)
          }
        case .doubleSubmit:
          [
            ClientWarning(
              kind,
              "request \(doubledID) had the same body less than a second before: both are billed")
          ]
        }
      }
    }
  }
}

/// Something that looks like a mistake in a request and breaks no rule, in words: found by the
/// contract or by `ClientLint`.
struct ClientWarning: Sendable, Equatable {
  let kind: String
  let message: String
  /// In the body, when it is about a value there.
  let pointer: JSONPointer?
  /// The known name that an unknown one may stand for.
  let nearest: String?

  init(_ kind: ClientLint.Kind, _ message: String, pointer: JSONPointer? = nil) {
    self.kind = kind.rawValue
    self.message = message
    self.pointer = pointer
    nearest = nil
  }

  init(_ warning: RequestWarning) {
    kind = warning.kind.rawValue
    message = warning.message
    pointer = warning.pointer
    nearest = warning.nearest
  }

  var json: JSONValue {
    var object: JSONObject = ["kind": .string(kind), "message": .string(message)]
    if let pointer { object.append("pointer", .string("\(pointer)")) }
    if let nearest { object.append("nearest", .string(nearest)) }
    return .object(object)
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
