internal import Tables

/// What a table holds, its columns in the order of the features and targets.
struct TableContent: Sendable {
  var count = 0
  /// The names of all columns of the file.
  var names: [String] = []
  /// The columns of the features that are numbers, and their values: count×(these), row-major, NaN where one
  /// is missing.
  var numberColumns: [Int] = []
  var numbers: [Double] = []
  /// The columns of all features in their order.
  var featureColumns: [Int] = []
  /// The columns of targets, and their values: count×(these), row-major; none of classes.
  var targetColumns: [Int] = []
  var targets: [Double] = []
  /// The columns that are texts, for each row of `rows` the number of its text.
  var textColumns: [Int] = []
  /// Codes, texts and lines.
  var rows = CSVRows(textColumns: 0, columns: 0)
  var groupColumn: Int?
  /// The line of the first row of `rows`, from 1.
  var firstLine = 1

  /// The line of the file that a row begins on, from 1.
  func line(of row: Int) -> Int { firstLine + rows.line(of: row) }

  /// The code of each row's text in a column, and the texts.
  func texts(inColumn column: Int) -> (codes: [Int32], texts: [String]) {
    guard let place = textColumns.firstIndex(of: column) else { return ([], []) }
    let width = textColumns.count
    return ((0..<count).map { rows.codes[$0 * width + place] }, rows.texts[place])
  }
}
