/// A position in a file.
package struct SourceMark: Hashable, Sendable {
  package let file: SourceFile
  /// The line, from 1; 0 where the mark stands for the file as a whole.
  package let line: Int
  /// The column, from 1, counted in Unicode scalars.
  package let column: Int

  package init(file: SourceFile, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The file as a whole, for faults that have no place in it.
  package static func whole(_ file: SourceFile) -> SourceMark { SourceMark(file: file, line: 0, column: 0) }
}

extension SourceMark: Comparable {
  package static func < (a: SourceMark, b: SourceMark) -> Bool {
    (a.file.path, a.line, a.column) < (b.file.path, b.line, b.column)
  }
}

extension SourceMark: CustomStringConvertible {
  /// `path:line:column`, or the path alone.
  package var description: String { line == 0 ? file.path : "\(file.path):\(line):\(column)" }
}
