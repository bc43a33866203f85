/// Writes a table for a terminal: columns aligned, numbers to the right, a rule under the header.
package struct TextTable: Sendable {
  package init() {}

  package func write(_ table: Table, to output: inout some TextOutputStream) {
    var layout = TextLayout(table.columns)
    for row in table.rows {
      for (column, cell) in row.enumerated() { layout.fit(cell, column: column) }
    }
    output.write(layout.header)
    var writer = TextLayout.RowWriter(layout)
    var lines: [UInt8] = []
    for row in table.rows { writer.write(row, to: &lines) }
    output.write(String(decoding: lines, as: UTF8.self))
  }

  /// A cell in its column's format; numbers that are not finite and cells that are no numbers look as
  /// in CSV.
  package static func shown(_ cell: Table.Cell, format: Table.Format) -> String {
    let decimal: ShortestDecimal?
    // Millions of rows have whole numbers.
    if case .integer(let value) = cell {
      if format == .plain { return value.description }
      if format == .grouped { return grouped(value) }
    }
    switch cell {
    case .integer(let value): decimal = ShortestDecimal(value)
    case .real(let value): decimal = ShortestDecimal(value)
    case .single(let value): decimal = ShortestDecimal(value)
    case .text, .boolean, .number, .empty: decimal = nil
    }
    guard let decimal else { return PrintableText.line(CSVWriter.field(cell)) }
    switch format {
    case .plain:
      return CSVWriter.field(cell)
    case .fixed(let decimals):
      return shown(decimal, decimals: decimals)
    case .percent(let decimals):
      return shown(decimal.shifted(by: 2), decimals: decimals) + "%"
    case .grouped:
      let decimals = max(decimal.digits.count - decimal.pointPlace, 0)
      return decimal.fixed(decimals: decimals, groupingThousands: true)
    }
  }

  /// `109,386`.
  private static func grouped(_ value: Int) -> String {
    let digits = value.magnitude.description.utf8
    var text: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(UInt8(ascii: ",")) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// A number with some decimals, or with three significant digits where it is not 0 and would look so, or
  /// has more digits than a number of 64 bits tells.
  private static func shown(_ decimal: ShortestDecimal, decimals: Int) -> String {
    let isLegible = decimal.pointPlace <= 15 && !decimal.rounded(decimals: decimals).isZero
    return decimal.isZero || isLegible
      ? decimal.fixed(decimals: decimals) : decimal.scientific(significantDigits: 3)
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
