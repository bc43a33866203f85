/// The line along which values on a grid reach a level: a decision boundary.
package struct ContourLine: PlotLayer {
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

  package var bounds: DataBounds { grid.bounds }

  package var legendEntries: [LegendEntry] {
    guard let label else { return [] }
    return [LegendEntry(label: label, paint: paint, sample: .line(dash, width: width, nil))]
  }

  package func footprint(in frame: PlotFrame) -> Footprint {
    Footprint(polylines: lines().flatMap(frame.visiblePieces))
  }

  package func draw(in frame: PlotFrame, to svg: inout SVGWriter) {
    let pieces = lines().flatMap(frame.visiblePieces)
    svg.painted(paint) { $0.lines(pieces, width: width, dash: dash) }
  }

  /// The contour as lines as long as they go; closed ones end where they start.
  func lines() -> [[DataPoint]] { Isoline(grid: grid, values: values, level: level).lines() }
}
