import TrialStore

/// The widths and sides of a text table's columns. They are found from all cells before the first row is written, so a
/// table may be written row by row without ever being whole.
///
/// Widths count characters as a reader sees them (`Character`); wide scripts are not measured.
package struct TextLayout: Sendable {
  private var columns: [Column]

  /// What stands between two columns.
  private static let gap = "  "

  private struct Column: Sendable {
    let title: String
    let format: Table.Format
    var width: Int
    /// A column of numbers stands to the right: one at least, and nothing else but empty cells.
    var hasNumber = false
    var hasText = false
    var isRightAligned: Bool { hasNumber && !hasText }
  }

  package init(_ columns: [Table.Column]) {
    self.columns = columns.map { column in
      let title = TextTable.printable(column.title)
      return Column(title: title, format: column.format, width: title.displayWidth)
    }
  }

  /// Makes room for a cell.
  package mutating func fit(_ cell: Table.Cell, column: Int) {
    let width = TextTable.shown(cell, format: columns[column].format).displayWidth
    if width > columns[column].width { columns[column].width = width }
    if cell.isNumber { columns[column].hasNumber = true } else if cell != .empty { columns[column].hasText = true }
  }

  /// Makes room for what another layout of the same columns has room for.
  package mutating func fit(_ other: TextLayout) {
    for (index, column) in other.columns.enumerated() {
      columns[index].width = max(columns[index].width, column.width)
      columns[index].hasNumber = columns[index].hasNumber || column.hasNumber
      columns[index].hasText = columns[index].hasText || column.hasText
    }
  }

  /// The titles and the rule under them.
  package var header: String {
    var text = ""
    writeLine(columns.lazy.map(\.title), to: &text)
    let rule = columns.reduce(0) { $0 + $1.width } + Self.gap.count * max(columns.count - 1, 0)
    return text + String(repeating: "-", count: rule) + "\n"
  }

  /// Writes a row whose cells were all made room for.
  package func write(_ row: [Table.Cell], to output: inout String) {
    writeLine(zip(row, columns).lazy.map { TextTable.shown($0, format: $1.format) }, to: &output)
  }

  private func writeLine(_ cells: some Sequence<String>, to output: inout String) {
    // Spaces are put off until something follows them.
    var spaces = 0
    for (index, (cell, column)) in zip(cells, columns).enumerated() {
      let padding = max(column.width - cell.displayWidth, 0)
      if index > 0 { spaces += Self.gap.count }
      if column.isRightAligned { spaces += padding }
      if !cell.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }) {
        for _ in 0..<spaces { output.append(" ") }
        spaces = 0
        output += cell
      } else {
        spaces += cell.utf8.count
      }
      if !column.isRightAligned { spaces += padding }
    }
    output.append("\n")
  }
}

extension String {
  /// The number of characters; quick where all of them are printable ASCII.
  fileprivate var displayWidth: Int { isPrintableASCII ? utf8.count : count }

  var isPrintableASCII: Bool { utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }
}
