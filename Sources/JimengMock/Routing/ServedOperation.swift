import HTTPTransport
import OpenAPIContract

/// An operation of the contract and what changes as it is answered. An object, so that a request
/// does not copy the operation part by part.
final class ServedOperation {
  let operation: Operation
  var success: SuccessAnswer

  init(_ operation: Operation, seed: UInt64?) {
    self.operation = operation
    success = SuccessAnswer(
      example: operation.successExample, status: HTTPStatus(operation.successStatus), seed: seed)
  }
}
