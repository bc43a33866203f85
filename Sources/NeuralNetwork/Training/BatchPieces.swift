/// A matrix with a row for each example of a batch, cut into pieces for the workers of a team: where there
/// are rows enough, two or more for each worker, so that others can steal from one that is held up. Their
/// heights are whole tiles of the product.
///
/// With 64 examples, 128 columns, 2 workers and a column unit of 64, pieces 0 and 1 are worker 0's and 2 and
/// 3 worker 1's, unless they are stolen:
///
///                   columns 0–63   columns 64–127
///     rows  0–31      piece 0         piece 2
///     rows 32–63      piece 1         piece 3
struct BatchPieces {
  private let rows: Int
  private let columns: Int
  private let height: Int
  private let width: Int

  /// The columns are cut in steps of `columnUnit`, or not if it is `nil`, the rows in steps of `rowUnit`.
  /// They are cut first: a worker that has the same columns in each step keeps their weights in its core's
  /// cache. A piece has no more rows than `rowLimit`.
  init(rows: Int, columns: Int, workers: Int, columnUnit: Int?, rowUnit: Int, rowLimit: Int = .max) {
    self.rows = rows
    self.columns = columns
    guard workers > 1 else {
      (height, width) = (max(1, min(rows, rowLimit)), columns)
      return
    }
    width = min(columnUnit ?? columns, columns)
    let columnPieces = (columns + width - 1) / width
    let rowPieces = (2 * workers + columnPieces - 1) / columnPieces
    height = min(ProductTile.height(ofRows: rows, in: rowPieces, unit: rowUnit), rowLimit)
  }

  private var rowPieces: Int { (rows + height - 1) / height }

  var count: Int { rowPieces * ((columns + width - 1) / width) }

  /// Piece by piece downwards, then the next columns.
  subscript(index: Int) -> (rows: Range<Int>, columns: Range<Int>) {
    let (column, row) = index.quotientAndRemainder(dividingBy: rowPieces)
    return (
      row * height..<min((row + 1) * height, rows), column * width..<min((column + 1) * width, columns)
    )
  }
}
