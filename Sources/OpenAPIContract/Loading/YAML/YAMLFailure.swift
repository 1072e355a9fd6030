/// What the parser throws: a fault and the byte it stands at, in the text with its line breaks
/// normalised, which have the same lines and columns as the original.
struct YAMLFailure: Error {
  let fault: YAMLFault
  let offset: Int
}
