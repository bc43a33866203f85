/// A matrix with a row for each example of a batch, cut for the members of a team: where there are rows enough, two pieces or
/// more for each, so that who is held up can be helped out, in whole tiles of the product.
struct BatchPieces {
  private let rows: Int
  private let columns: Int
  private let height: Int
  private let width: Int

  /// The columns are cut in steps of `columnUnit`, or not if it is `nil`. They are cut first: a member that has the same
  /// columns in each step keeps their weights in its core's cache.
  init(rows: Int, columns: Int, members: Int, columnUnit: Int?) {
    self.rows = rows
    self.columns = columns
    guard members > 1 else {
      (height, width) = (rows, columns)
      return
    }
    width = min(columnUnit ?? columns, columns)
    let columnPieces = (columns + width - 1) / width
    let rowPieces = (2 * members + columnPieces - 1) / columnPieces
    height = ProductTile.height(ofRows: rows, in: rowPieces)
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
