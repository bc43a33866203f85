/// Lines that are found from values on a grid, drawn in one manner.
package protocol GridLines: PlotLayer {
  var grid: SampleGrid { get }
  /// What the legend calls them; `nil` keeps them out of it.
  var label: String? { get }
  var paint: Paint { get }
  var dash: Dash { get }
  /// In pixels.
  var width: Double { get }

  /// The lines in data coordinates; closed ones end where they start.
  func lines() -> [[DataPoint]]
}

extension GridLines {
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
}
