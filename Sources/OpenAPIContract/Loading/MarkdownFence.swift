/// One fenced block of a Markdown page (CommonMark §4.5).
package struct MarkdownFence: Equatable {
  /// The first word after the fence, in lower case: `yaml`.
  package let language: String
  /// The line of the file that the content begins on, from 1.
  package let firstLine: Int
  /// The spaces before the fence, which its content does not keep.
  package let indentation: Int
  /// With LF for every line break.
  package internal(set) var content: [UInt8]
}
