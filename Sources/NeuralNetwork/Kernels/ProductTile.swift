/// What the rows of a matrix are cut into by the kernels' product, and so the step in which work is cut.
enum ProductTile {
  /// The rows of the largest tile.
  static var rows: Int { 8 }

  /// The height of `parts` parts of `count` rows, but for the last ones: nearly equal, and of whole tiles.
  /// A part is a multiple of `unit` rows.
  static func height(ofRows count: Int, in parts: Int, unit: Int = rows) -> Int {
    (count + unit * parts - 1) / (unit * parts) * unit
  }
}
