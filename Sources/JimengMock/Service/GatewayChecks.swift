import HTTPTransport
import StrictJSON

/// The checks that a service is known to make of a submit: the `gateway` profile. They are data in
/// the service file; only the error messages of its JSON decoder are code.
struct GatewayChecks: Sendable {
  /// A body is decoded only if Content-Type starts with this.
  private let decodedType: String
  private let decoder: GoDecoder?
  /// Strings that must not be blank, with what is answered when one is.
  private let required: [(place: JSONPointer, message: String)]
  /// The answers to paths that are not served; the first whose prefix matches applies.
  private let unknownPaths: [(prefix: String, answer: ServiceAnswer)]

  init(_ node: JSONNode) throws(JSONNodeError) {
    try node.checkKeys(["decodes", "decoder", "required", "unknownPaths"])
    decodedType = try node["decodes"]?.string() ?? ""
    decoder = try node["decoder"].map { node throws(JSONNodeError) in try GoDecoder(node) }
    var required: [(place: JSONPointer, message: String)] = []
    for item in try node["required"]?.items() ?? [] {
      let keys = ["at", "message"]
      try item.checkKeys(keys + ["provenance", "source"], required: keys)
      required.append((try item.required("at").place(), try item.required("message").string()))
    }
    self.required = required
    var paths: [(prefix: String, answer: ServiceAnswer)] = []
    for item in try node["unknownPaths"]?.items() ?? [] {
      let answer = try ServiceAnswers.answer(item, status: 404, also: ["under"])
      paths.append((try item.required("under").string(), answer))
    }
    unknownPaths = paths
  }

  /// The answer to a path or method that is not served; nil if it is not known.
  func answer(toUnknownPath path: String) -> ServiceAnswer? {
    unknownPaths.first { path.hasPrefix($0.prefix) }?.answer
  }

  /// Why the service would refuse this submit; nil when it would not.
  /// - Parameter body: nil when there is none.
  func refusal(
    contentType: String?, body: Result<JSONDocument, JSONReadError>?
  ) -> String? {
    guard (contentType ?? "").utf8.starts(with: decodedType.utf8) else {
      return required.first?.message
    }
    let root: JSONValue
    switch body {
    case .failure(let error): return decoder?.message(for: error.reason) ?? "\(error)"
    case .success(let document): root = document.root
    case nil: return decoder.map { $0.message(for: .empty) }
    }
    guard root.object != nil else {
      return root.isNull ? required.first?.message : decoder?.notAnObject(root)
    }
    for (place, message) in required {
      switch place.resolve(in: root) {
      case nil, .null: return message
      case .string(let text):
        if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) { return message }
      case .some(let value):
        return decoder?.wrongType(value, field: place.tokens.joined(separator: ".")) ?? message
      }
    }
    return nil
  }

  /// The message for an unreadable or missing body, for operations other than the submit.
  /// - Parameter error: nil if there is no body.
  func decodingMessage(_ error: JSONReadError?) -> String? {
    decoder?.message(for: error?.reason ?? .empty)
  }
}

extension JSONNode {
  /// A JSON Pointer into a body.
  func place() throws(JSONNodeError) -> JSONPointer {
    guard let pointer = JSONPointer(try string()) else {
      throw mustBe("a JSON Pointer, such as /prompt")
    }
    return pointer
  }
}

/// How Go's `encoding/json` words its errors. Of the forms only the first, an invalid character
/// at the beginning of a value, is on record for a service; the others follow the same decoder.
struct GoDecoder: Sendable {
  private let package: String
  private let type: String

  /// - Parameter node: `{"language": "go", "package": …, "type": …}`.
  init(_ node: JSONNode) throws(JSONNodeError) {
    let keys = ["language", "package", "type"]
    try node.checkKeys(keys, required: keys)
    let language = try node.required("language")
    guard try language.string() == "go" else { throw language.mustBe("go") }
    package = try node.required("package").string()
    type = try node.required("type").string()
  }

  /// A member of the wrong JSON type.
  func wrongType(_ value: JSONValue, field: String) -> String {
    "json: cannot unmarshal \(Self.name(of: value)) into Go struct field \(type).\(field) of type "
      + "string"
  }

  /// A body that is JSON but no object.
  func notAnObject(_ value: JSONValue) -> String {
    "json: cannot unmarshal \(Self.name(of: value)) into Go value of type \(package).\(type)"
  }

  func message(for fault: JSONFault) -> String {
    switch fault {
    case .empty: "EOF"
    case .unexpected(.end, _), .unterminatedString: "unexpected end of JSON input"
    case .unexpected(let finding, let expected):
      "invalid character \(Self.character(finding)) \(Self.place(expected))"
    case .contentAfterValue(let finding):
      "invalid character \(Self.character(finding)) after top-level value"
    case .rawControlCharacter(let byte):
      "invalid character \(Self.character(.byte(byte))) in string literal"
    case .unknownEscape(let finding):
      "invalid character \(Self.character(finding)) in string escape code"
    case .badUnicodeEscape: "invalid character in \\u hexadecimal character escape"
    case .unknownWord(let word):
      "invalid character '\(word.unicodeScalars.first.map(String.init) ?? "")' "
        + "looking for beginning of value"
    case .commentNotAllowed: "invalid character '/' looking for beginning of value"
    case .singleQuoted: #"invalid character '\'' looking for beginning of value"#
    case .leadingPlus: "invalid character '+' looking for beginning of value"
    case .byteOrderMark: "invalid character 'ï' looking for beginning of value"
    case .leadingZero: "invalid character '0' after top-level value"
    case .tooDeep: "exceeded max depth"
    case .tooLarge, .loneSurrogate, .invalidUTF8: fault.description
    }
  }

  private static func name(of value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "bool"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  private static func character(_ finding: JSONFault.Finding) -> String {
    switch finding {
    case .end: "EOF"
    case .character("'"): #"'\''"#
    case .character(let scalar) where scalar.value < 0x20: escape(UInt8(scalar.value))
    case .character(let scalar): "'\(scalar)'"
    case .byte(let byte): escape(byte)
    }
  }

  private static func escape(_ byte: UInt8) -> String {
    switch byte {
    case 0x09: #"'\t'"#
    case 0x0A: #"'\n'"#
    case 0x0D: #"'\r'"#
    default: #"'\x"# + (byte < 16 ? "0" : "") + String(byte, radix: 16) + "'"
    }
  }

  private static func place(_ expected: JSONFault.Expectation) -> String {
    switch expected {
    case .value, .valueOrArrayEnd, .valueAfterComma: "looking for beginning of value"
    case .nameOrObjectEnd, .nameAfterComma: "looking for beginning of object key string"
    case .colonAfterName: "after object key"
    case .commaOrArrayEnd: "after array element"
    case .commaOrObjectEnd: "after object key:value pair"
    case .digit: "in numeric literal"
    case .digitAfterPeriod: "after decimal point in numeric literal"
    case .digitInExponent: "in exponent of numeric literal"
    }
  }
}
