/// One fenced block of a Markdown page (CommonMark §4.5).
struct MarkdownFence: Equatable {
  /// The first word after the fence, in lower case: `yaml`.
  let language: String
  /// The line of the file that the content begins on, from 1.
  let firstLine: Int
  /// The spaces before the fence, which its content does not keep.
  let indentation: Int
  /// With LF for every line break.
  var content: [UInt8]
}
