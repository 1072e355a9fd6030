/// What this mock is called and which one it is.
package enum MockVersion {
  package static let text = "0.1.0"
}
