/// What the rows of a matrix are cut into by the kernels' product, and so the step in which work is cut.
enum ProductTile {
  /// The rows of the largest tile.
  static var rows: Int { 8 }
}
