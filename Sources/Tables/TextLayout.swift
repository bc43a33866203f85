/// The widths and sides of a text table's columns. They are found from all cells before the first row is
/// written, so a table may be written row by row without ever being whole.
///
/// Widths count characters as a reader sees them (`Character`); wide scripts are not measured.
package struct TextLayout: Sendable {
  private var columns: [Column]

  /// The spaces between two columns.
  private static let gap = 2
  private static let space = UInt8(ascii: " ")

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
      let title = PrintableText.line(column.title)
      return Column(title: title, format: column.format, width: title.displayWidth)
    }
  }

  /// Makes room for a cell.
  package mutating func fit(_ cell: Table.Cell, column: Int) {
    let width = TextTable.shown(cell, format: columns[column].format).displayWidth
    if width > columns[column].width { columns[column].width = width }
    if cell.isNumber {
      columns[column].hasNumber = true
    } else if cell != .empty {
      columns[column].hasText = true
    }
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
    var line: [UInt8] = []
    write(columns.map(\.title), to: &line)
    let rule = columns.reduce(0) { $0 + $1.width } + Self.gap * max(columns.count - 1, 0)
    return String(decoding: line, as: UTF8.self) + String(repeating: "-", count: rule) + "\n"
  }

  /// Appends rows whose cells were all made room for, in UTF-8.
  package struct RowWriter {
    private let layout: TextLayout
    /// The cells of the row before and how they look: most cells of a sweep's row are those of the last one.
    private var cells: [Table.Cell]
    private var texts: [String]

    package init(_ layout: TextLayout) {
      self.layout = layout
      cells = layout.columns.map { _ in .empty }
      texts = layout.columns.map { TextTable.shown(.empty, format: $0.format) }
    }

    package mutating func write(_ row: [Table.Cell], to output: inout [UInt8]) {
      for (column, cell) in row.enumerated() where cell != cells[column] {
        cells[column] = cell
        texts[column] = TextTable.shown(cell, format: layout.columns[column].format)
      }
      layout.write(texts, to: &output)
    }
  }

  private func write(_ texts: [String], to output: inout [UInt8]) {
    let start = output.count
    for (index, (text, column)) in zip(texts, columns).enumerated() {
      let padding = max(column.width - text.displayWidth, 0)
      let before = (index > 0 ? Self.gap : 0) + (column.isRightAligned ? padding : 0)
      output.append(contentsOf: repeatElement(Self.space, count: before))
      output.append(contentsOf: text.utf8)
      if !column.isRightAligned { output.append(contentsOf: repeatElement(Self.space, count: padding)) }
    }
    while output.count > start, output.last == Self.space { output.removeLast() }
    output.append(UInt8(ascii: "\n"))
  }
}

extension String {
  /// The number of characters; quick where all of them are printable ASCII.
  fileprivate var displayWidth: Int { isPrintableASCII ? utf8.count : count }

  var isPrintableASCII: Bool { utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }
}
