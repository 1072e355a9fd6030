import HTTPTransport
import StrictJSON

/// Keys in a body, which is no place for one and where clients put them all the same.
extension Redaction {
  /// Appends a body with every string masked that a name of a key stands before; all other bytes
  /// stay as they are.
  /// - Parameter isWhole: false for a beginning.
  static func appendBody(
    _ body: UnsafeBufferPointer<UInt8>, isWhole: Bool, to output: inout ByteBlock
  ) {
    guard TextKeys.areSuspected(in: body) else { return output.append(body) }
    // In JSON a string may well say `key: value`, and is not to be touched. Of anything else nobody
    // knows where its strings are.
    if isWhole, (try? JSONReader.read(body)) != nil {
      DocumentKeys.appendMasked(body, to: &output)
    } else {
      TextKeys.appendMasked(body, to: &output)
    }
  }

  /// Where the first string stands in a value that would be masked in a body; nil for none.
  static func firstKey(in value: JSONValue, at pointer: JSONPointer) -> JSONPointer? {
    firstKey(in: value, at: pointer, isKey: false)
  }

  private static func firstKey(
    in value: JSONValue, at pointer: JSONPointer, isKey: Bool
  ) -> JSONPointer? {
    switch value {
    case .null, .bool, .number: return nil
    case .string: return isKey ? pointer : nil
    case .array(let items):
      return items.indices.lazy.compactMap {
        firstKey(in: items[$0], at: pointer.appending($0), isKey: isKey)
      }.first
    case .object(let object):
      return object.members.lazy.compactMap {
        firstKey(
          in: $0.value, at: pointer.appending($0.name),
          isKey: isKey || SensitiveName.matches($0.name))
      }.first
    }
  }

  /// Whether a key may stand in a text.
  static func mayHoldKey(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { TextKeys.areSuspected(in: $0) }
  }

  /// A text with its keys masked, as that of a body that is no JSON.
  static func text(_ text: String) -> String {
    var text = text
    var output = ByteBlock()
    text.withUTF8 { TextKeys.appendMasked($0, to: &output) }
    return output.text
  }
}
