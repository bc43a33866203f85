import TrialStore

/// Writes a table for a terminal: columns aligned, numbers to the right, a rule under the header.
///
/// Widths count characters as a reader sees them (`Character`); wide scripts are not measured.
package struct TextTable: Sendable {
  /// What stands between two columns.
  private static let gap = "  "

  package init() {}

  package func write(_ table: Table, to output: inout some TextOutputStream) {
    let headers = table.columns.map { Self.printable($0.title) }
    let cells = table.rows.map { row in
      zip(table.columns, row).map { Self.shown($1, format: $0.format) }
    }
    let widths = headers.indices.map { column in
      cells.reduce(headers[column].count) { max($0, $1[column].count) }
    }
    let rightAligned = headers.indices.map { Self.isNumeric(column: $0, of: table) }
    writeLine(headers, widths, rightAligned, to: &output)
    let rule = widths.reduce(0, +) + Self.gap.count * max(widths.count - 1, 0)
    output.write(String(repeating: "-", count: rule) + "\n")
    for row in cells {
      writeLine(row, widths, rightAligned, to: &output)
    }
  }

  private func writeLine(
    _ cells: [String], _ widths: [Int], _ rightAligned: [Bool],
    to output: inout some TextOutputStream
  ) {
    var line = ""
    for (column, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: widths[column] - cell.count)
      if column > 0 { line += Self.gap }
      line += rightAligned[column] ? padding + cell : cell + padding
    }
    while line.last == " " { line.removeLast() }
    output.write(line + "\n")
  }

  /// Whether a column holds numbers: one at least, and nothing else but empty cells.
  private static func isNumeric(column: Int, of table: Table) -> Bool {
    var hasNumber = false
    for row in table.rows {
      if row[column].isNumber { hasNumber = true } else if row[column] != .empty { return false }
    }
    return hasNumber
  }

  /// A cell in its column's format; numbers that are not finite and cells that are no numbers look as
  /// in CSV.
  static func shown(_ cell: Table.Cell, format: Table.Format) -> String {
    let decimal: ShortestDecimal?
    switch cell {
    case .integer(let value): decimal = ShortestDecimal(value)
    case .real(let value): decimal = ShortestDecimal(value)
    case .single(let value): decimal = ShortestDecimal(value)
    case .text, .boolean, .empty: decimal = nil
    }
    guard let decimal else { return printable(CSVWriter.field(cell)) }
    switch format {
    case .plain:
      return CSVWriter.field(cell)
    case .fixed(let decimals):
      return decimal.fixed(decimals: decimals)
    case .percent(let decimals):
      return decimal.shifted(by: 2).fixed(decimals: decimals) + "%"
    case .grouped:
      let decimals = max(decimal.digits.count - decimal.pointPlace, 0)
      return decimal.fixed(decimals: decimals, groupingThousands: true)
    }
  }

  /// The text on one line: a control character would break the table, or command the terminal.
  private static func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control
      result.unicodeScalars.append(isControl ? " " : scalar)
    }
    return result
  }
}

extension Table {
  /// The table as the terminal shows it.
  package var text: String {
    var text = ""
    TextTable().write(self, to: &text)
    return text
  }
}
