/// A CSV file that is made row by row, as `CSVWriter` writes it.
package struct CSVDocument: Sendable {
  private let columnCount: Int
  private var output = UTF8Output()

  /// A file of a header row.
  package init(columns: [String]) {
    columnCount = columns.count
    CSVWriter().write(fields: columns, to: &output)
  }

  /// Adds a row below the others.
  ///
  /// - Precondition: the row has one cell for each column.
  package mutating func append(_ row: [Table.Cell]) {
    precondition(row.count == columnCount, "a row of \(row.count) cells, \(columnCount) columns")
    CSVWriter().write(fields: row.map(CSVWriter.field), to: &output)
  }

  /// One row by itself, in UTF-8.
  package static func row(_ cells: [Table.Cell]) -> [UInt8] {
    var output = UTF8Output()
    CSVWriter().write(fields: cells.map(CSVWriter.field), to: &output)
    return output.bytes
  }

  /// The content of the file, in UTF-8.
  package var bytes: [UInt8] { output.bytes }
}

/// Bytes that text is appended to.
private struct UTF8Output: TextOutputStream, Sendable {
  var bytes: [UInt8] = []

  mutating func write(_ string: String) { bytes.append(contentsOf: string.utf8) }
}
