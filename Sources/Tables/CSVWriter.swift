/// Writes a table as RFC 4180 CSV with `\n` line ends and a header row.
///
/// Numbers are the shortest decimals that read back to the same bits, spelled as Swift spells them:
/// `2.0`, `0.1`, `1e-05`, `-0.0`; beyond the finite ones `nan`, `inf`, `-inf`. Booleans are `true` and
/// `false`, an empty cell is nothing between its commas.
package struct CSVWriter: Sendable {
  package init() {}

  package func write(_ table: Table, to output: inout some TextOutputStream) {
    write(fields: table.columns.map(\.name), to: &output)
    for row in table.rows {
      write(fields: row.map(Self.field), to: &output)
    }
  }

  /// A cell as CSV spells it, before quoting.
  package static func field(_ cell: Table.Cell) -> String {
    switch cell {
    case .text(let text): text
    case .integer(let value): value.description
    case .real(let value): value.isNaN ? "nan" : value.description
    case .single(let value): value.isNaN ? "nan" : value.description
    case .boolean(let value): value.description
    case .number(let text): text
    case .empty: ""
    }
  }

  /// Writes one record.
  func write(fields: [String], to output: inout some TextOutputStream) {
    // A lone empty field would be a blank line, which readers skip.
    if fields == [""] {
      output.write("\"\"\n")
      return
    }
    for (index, field) in fields.enumerated() {
      if index > 0 { output.write(",") }
      output.write(Self.quoted(field))
    }
    output.write("\n")
  }

  /// The field, in quotes where RFC 4180 asks for them (comma, quote, line break) or where a reader
  /// would trim it (space at an end).
  static func quoted(_ field: String) -> String {
    let bytes = field.utf8
    let space = UInt8(ascii: " ")
    let needsQuotes =
      bytes.first == space || bytes.last == space
      || bytes.contains { byte in
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
          || byte == UInt8(ascii: "\r")
      }
    guard needsQuotes else { return field }
    var text = "\""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { text += "\"" }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}

extension Table {
  /// The table as CSV.
  package var csv: String {
    var text = ""
    CSVWriter().write(self, to: &text)
    return text
  }
}
