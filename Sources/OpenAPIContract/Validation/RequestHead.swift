/// How a request's head is looked at: by name, without a table. The server passes its own storage.
///
/// - Parameters:
///   - name: in lower case for a header; exact for a cookie.
///   - use: is called once, with the field's value, or nil when the request has no such field.
package typealias FieldLookup = (
  _ name: String, _ use: (UnsafeBufferPointer<UInt8>?) -> Void
) -> Void
