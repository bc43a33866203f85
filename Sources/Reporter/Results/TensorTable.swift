import Tables
import Experiment
import Trials

/// Tensors as a table with a row for each element.
struct TensorTable {
  let records: [TensorRecord]

  /// `values.csv` of `kind: expressions`.
  var values: Table {
    table([
      ("section", { record, _ in .text(record.group) }), ("name", { record, _ in .text(record.name) }),
      ("expression", { record, _ in .text(record.expression) }),
      ("shape", { record, _ in .text(Self.text(record.shape)) }),
      ("gradient_of", { record, _ in record.gradientOf.map(Table.Cell.text) ?? .empty }),
    ])
  }

  /// `steps.csv` of `kind: walkthrough`.
  var steps: Table {
    table([
      ("step", { record, _ in .text(record.group) }), ("symbol", { record, _ in .text(record.name) }),
      ("formula", { record, _ in .text(record.expression) }),
    ])
  }

  private typealias Column = (name: String, cell: (TensorRecord, Int) -> Table.Cell)

  private func table(_ leading: [Column]) -> Table {
    let columns: [Column] =
      leading + [
        ("row", { record, index in record.place(index).row.map(Table.Cell.integer) ?? .empty }),
        ("column", { record, index in record.place(index).column.map(Table.Cell.integer) ?? .empty }),
        ("value", { record, index in record.cell(index) }),
      ]
    var table = Table(columns: columns.map { Table.Column($0.name) })
    for record in records {
      for index in record.values.indices { table.append(columns.map { $0.cell(record, index) }) }
    }
    return table
  }

  /// `2x3`; nothing for a single number.
  static func text(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: "x") }
}

/// Tensors for the terminal: `name = formula`, and the numbers below or behind, aligned.
struct TensorText {
  /// The most rows and columns that are shown of one tensor.
  private static let rowLimit = 12
  private static let columnLimit = 8

  let records: [TensorRecord]
  /// What stands above a group of records.
  var titles: [String: String] = [:]

  var text: String {
    var text = ""
    var group: String?
    for record in records {
      if record.group != group {
        text += (group == nil ? "" : "\n") + (titles[record.group] ?? record.group) + "\n"
        group = record.group
      }
      text += Self.text(record)
    }
    return text
  }

  private static func text(_ record: TensorRecord) -> String {
    let name = record.gradientOf.map { "d(\($0))/d(\(record.name))" } ?? record.name
    let formula = record.gradientOf == nil && !record.expression.isEmpty ? " = \(record.expression)" : ""
    let shape = record.shape.isEmpty ? "" : " (\(TensorTable.text(record.shape)))"
    let lines = rows(record)
    if lines.count == 1 { return "  \(name)\(formula)\(shape) = \(lines[0])\n" }
    return "  \(name)\(formula)\(shape) =\n" + lines.map { "      \($0)\n" }.joined()
  }

  /// The numbers, as CSV has them, a matrix's in aligned columns.
  private static func rows(_ record: TensorRecord) -> [String] {
    let columns = record.shape.last ?? 1
    let count = record.values.count / max(columns, 1)
    let shownColumns = min(columns, columnLimit)
    let cells = (0..<min(count, rowLimit)).map { row in
      (0..<shownColumns).map { CSVWriter.field(record.cell(row * columns + $0)) }
    }
    let widths = (0..<shownColumns).map { column in cells.map { $0[column].count }.max() ?? 0 }
    var lines = cells.map { row in
      let numbers = zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }
      let text = numbers.joined(separator: "  ") + (columns > shownColumns ? "  …" : "")
      return record.shape.isEmpty ? text : "[\(text)]"
    }
    if count > rowLimit { lines.append("… \(count - rowLimit) more") }
    return lines
  }
}

extension TensorRecord {
  /// An element as a table has it: with the digits of its number type.
  func cell(_ index: Int) -> Table.Cell {
    switch elements {
    case .float32: .single(Float(values[index]))
    case .float64: .real(values[index])
    case .integer: .integer(Int(values[index]))
    }
  }
}
