/// A grid of sample points over a rectangle of data coordinates, its corners included.
///
/// Values given for it are row by row from the lowest y, each row from the lowest x.
package struct SampleGrid: Sendable, Equatable {
  package let x: AxisLimits
  package let y: AxisLimits
  /// How many samples there are along each axis, at least two and at most a million.
  package let columns: Int
  package let rows: Int

  package init(x: AxisLimits, y: AxisLimits, columns: Int, rows: Int) {
    self.x = x
    self.y = y
    self.columns = min(max(columns, 2), 1_000_000)
    self.rows = min(max(rows, 2), 1_000_000)
  }

  package var count: Int { columns * rows }

  /// The samples, in the order of values given for the grid.
  package var points: [DataPoint] {
    (0..<rows).flatMap { row in
      (0..<columns).map { column in point(column: Double(column), row: Double(row)) }
    }
  }

  var bounds: DataBounds { DataBounds(x: x.lower...x.upper, y: y.lower...y.upper) }

  /// The place of a sample, or of a point between samples.
  func point(column: Double, row: Double) -> DataPoint {
    DataPoint(
      x: x.lower + (x.upper - x.lower) * (column / Double(columns - 1)),
      y: y.lower + (y.upper - y.lower) * (row / Double(rows - 1)))
  }
}
