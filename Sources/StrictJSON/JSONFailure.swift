/// What the parser throws: a fault and the byte it stands at. Line and column come later, since
/// most callers that fail fail once.
struct JSONFailure: Error {
  let fault: JSONFault
  let offset: Int
}
