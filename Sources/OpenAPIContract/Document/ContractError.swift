package import StrictJSON

/// Why a document is no contract that can be enforced: where, and what would be right.
package struct ContractError: Error, Equatable, Sendable {
  package let file: String
  /// In the file, from 1.
  package let line: Int?
  package let pointer: JSONPointer
  package let fault: ContractFault

  package init(file: String, line: Int?, pointer: JSONPointer, fault: ContractFault) {
    self.file = file
    self.line = line
    self.pointer = pointer
    self.fault = fault
  }
}

extension ContractError: CustomStringConvertible {
  /// `page.md:41: /paths/~1x/post/…/type: "strng" is no type; write one of string, number, …`
  package var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    let pointerWords = pointer == .root ? "" : " \(pointer):"
    return "\(place):\(pointerWords) \(fault)"
  }
}
