/// A message about a place in a file, as compilers print it:
///
///     experiments/x.yaml:12:17: error: unknown activation 'rleu'
///         activation: rleu
///                     ^~~~
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable {
    case error, warning, note
  }

  package let severity: Severity
  package let mark: SourceMark
  /// How many characters from the mark are meant.
  package let length: Int
  /// One line without a full stop.
  package let message: String
  /// What else there is to say, each a line of its own below the excerpt: `note: did you mean 'relu'?`.
  package let notes: [String]

  package init(
    _ severity: Severity, _ message: String, at mark: SourceMark, length: Int = 1, notes: [String] = []
  ) {
    self.severity = severity
    self.message = message
    self.mark = mark
    self.length = length
    self.notes = notes
  }

  /// A diagnostic about a node.
  package init(_ severity: Severity, _ message: String, at node: YAMLNode, notes: [String] = []) {
    self.init(severity, message, at: node.mark, length: node.length, notes: notes)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The message with its place, the source line, the caret line and the notes, without a last line break.
  package var description: String {
    var lines = ["\(mark): \(severity.rawValue): \(message)"]
    lines += excerpt
    lines += notes.map { "note: \($0)" }
    return lines.joined(separator: "\n")
  }

  /// The source line and the line with the caret; nothing where the line is blank, as at the end of a file.
  private var excerpt: [String] {
    // More than is shown, so that the excerpt knows where it cuts.
    let reach = 4 * SourceExcerpt.widthLimit
    guard let part = mark.file.part(ofLine: mark.line, around: mark.column, reach: reach) else { return [] }
    return SourceExcerpt(line: part.text, column: part.column, length: length).lines
  }
}
