/// A table of results: named columns and rows of cells, before anything decides how it is written.
///
/// One value serves the CSV file and the terminal: the CSV writer uses a column's `name` and the
/// cells as they are, the text table its `title` and `format`.
package struct Table: Sendable, Equatable {
  package let columns: [Column]
  package private(set) var rows: [[Cell]]

  package init(columns: [Column]) {
    self.columns = columns
    rows = []
  }

  /// Adds a row below the others.
  ///
  /// - Precondition: the row has one cell for each column.
  package mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "a row of \(row.count) cells, \(columns.count) columns")
    rows.append(row)
  }
}

extension Table {
  /// What stands above a column, and how its numbers are shown to people.
  package struct Column: Sendable, Equatable {
    /// The name in the CSV header: `test_accuracy`.
    package let name: String
    /// The name in the terminal's header: `Test Accuracy`; the CSV name where none is given.
    package let title: String
    package let format: Format

    package init(_ name: String, title: String? = nil, format: Format = .plain) {
      self.name = name
      self.title = title ?? name
      self.format = format
    }
  }

  /// How the numbers of a column look in the terminal. CSV ignores it: there numbers are exact.
  package enum Format: Sendable, Equatable {
    /// As in CSV.
    case plain
    /// With this many decimals: `0.0486` for 4; `1.20e-05` where they would leave nothing of a small number.
    case fixed(Int)
    /// A fraction shown times a hundred, with this many decimals and a sign: `97.53%` for 2.
    case percent(Int)
    /// Digits in groups of three: `109,386`.
    case grouped
  }

  /// One value. Floats keep their width, so that each is written with the digits its type needs.
  package enum Cell: Sendable, Equatable {
    case text(String)
    case integer(Int)
    case real(Double)
    case single(Float)
    case boolean(Bool)
    /// A number as somebody wrote it.
    case number(String)
    /// Nothing: a metric of a trial that failed.
    case empty
  }
}

extension Table.Cell {
  /// Whether the cell is a number, which stands to the right in its column.
  package var isNumber: Bool {
    switch self {
    case .integer, .real, .single, .number: true
    case .text, .boolean, .empty: false
    }
  }
}
