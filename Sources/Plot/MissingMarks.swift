/// Crosses at the lower edge of the plot, at each x whose value is not there or has no place on the axes:
/// what diverged, what is 0 or less on a logarithmic axis.
package struct MissingMarks: PlotLayer {
  package var places: [Double]
  package var paint: Paint

  package init(at places: [Double], paint: Paint) {
    self.places = places
    self.paint = paint
  }

  package var bounds: DataBounds { bounds(on: AxisScales()) }

  package func bounds(on scales: AxisScales) -> DataBounds {
    places.filter { scales.x.coordinate($0) != nil }.reduce(DataBounds()) { $0.union(DataBounds(x: $1...$1)) }
  }

  package func footprint(in frame: PlotFrame) -> Footprint { Footprint(points: marks(in: frame)) }

  package func draw(in frame: PlotFrame, to svg: inout SVGWriter) {
    let marks = marks(in: frame)
    guard !marks.isEmpty else { return }
    svg.painted(paint) { svg in
      for mark in marks { svg.marker(.cross, at: mark, radius: 4) }
    }
  }

  private func marks(in frame: PlotFrame) -> [Point] {
    places.filter { frame.scales.x.coordinate($0) != nil }
      .map { Point(x: frame.place(x: $0), y: frame.plot.maxY - 7) }
      .filter(frame.plot.inset(by: -0.5).contains)
  }
}
