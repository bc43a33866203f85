/// The line along which values on a grid reach a level: a decision boundary.
package struct ContourLine: GridLines {
  package var grid: SampleGrid
  /// The value at each sample.
  package var values: [Double]
  package var level: Double
  package var label: String?
  package var paint: Paint
  package var dash: Dash
  package var width: Double

  package init(
    grid: SampleGrid, values: [Double], level: Double, label: String? = nil, paint: Paint = .green,
    dash: Dash = .dashed, width: Double = 2
  ) {
    self.grid = grid
    self.values = values
    self.level = level
    self.label = label
    self.paint = paint
    self.dash = dash
    self.width = width
  }

  /// The contour as lines as long as they go; closed ones end where they start.
  package func lines() -> [[DataPoint]] { Isoline(grid: grid, values: values, level: level).lines() }
}
