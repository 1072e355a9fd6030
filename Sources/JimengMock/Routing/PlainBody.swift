import HTTPTransport
import OpenAPIContract
import StrictJSON

/// Where a body that is plainly right, and was not read, has the values that the mock uses. Of a
/// string it is what stands between the quotes, which has no escape in it.
struct PlainBody {
  /// The positions of these values' fields among those that an operation recognizes; nil for one
  /// that it does not have.
  struct Fields: Sendable {
    let prompt: Int?
    let duration: Int?
    let aspectRatio: Int?
    /// Whether any of an operation's fields is named as a key is.
    let nameKeys: Bool

    init(_ operation: Operation?, _ request: Job.RequestFields?) {
      func position(_ pointer: JSONPointer?) -> Int? {
        guard let tokens = pointer?.tokens, tokens.count == 1 else { return nil }
        return operation?.recognizedPosition(of: tokens[0])
      }
      nameKeys = operation?.recognizedNames.contains(where: SensitiveName.matches) ?? false
      prompt = position(request?.prompt)
      duration = position(request?.seconds)
      aspectRatio = position(request?.aspectRatio)
    }
  }

  private(set) var prompt = 0..<0
  private(set) var duration = 0..<0
  private(set) var aspectRatio = 0..<0

  /// - Returns: nil when it takes more than a glance to tell whether the body is right.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, _ operation: Operation, _ fields: Fields) {
    let isRecognized = operation.recognizes(bytes) { position, value in
      if position == fields.prompt { prompt = value }
      if position == fields.duration { duration = value }
      if position == fields.aspectRatio { aspectRatio = value }
    }
    guard isRecognized else { return nil }
  }

  /// Whether a token of a scenario may stand in the prompt.
  func mayHoldToken(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    UnsafeBufferPointer(rebasing: bytes[prompt]).firstIndex(ofByte: UInt8(ascii: "[")) != nil
  }
}
