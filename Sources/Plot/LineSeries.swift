/// A curve through points in order, with markers or without.
package struct LineSeries: PlotLayer {
  /// The name in the legend; nil keeps the series out of it.
  package var label: String?
  package var points: [DataPoint]
  package var paint: Paint
  package var dash: Dash
  /// The sign at each point; nil for none.
  package var marker: Marker?
  /// The width of the line in pixels.
  package var width: Double

  /// How many points at most have markers where nothing is said.
  private static let mostMarked = 40

  /// The series with an index among those of the axes.
  ///
  /// Ten series differ by colour, further ones by dash and marker too. Short series have markers, long
  /// ones are curves.
  package init(label: String?, points: [DataPoint], index: Int) {
    self.label = label
    self.points = points
    paint = .series(index)
    dash = .series(index)
    marker = points.count <= Self.mostMarked ? .series(index) : nil
    width = 2
  }

  package init(
    label: String?, points: [DataPoint], paint: Paint, dash: Dash = .solid, marker: Marker? = nil,
    width: Double = 2
  ) {
    self.label = label
    self.points = points
    self.paint = paint
    self.dash = dash
    self.marker = marker
    self.width = width
  }

  package var bounds: DataBounds { DataBounds(of: points) }

  package var hasWholeX: Bool? {
    let drawn = points.filter(\.isDrawable)
    guard !drawn.isEmpty else { return nil }
    return drawn.allSatisfy { $0.x == $0.x.rounded() && abs($0.x) < 1e9 }
  }

  package var legendEntries: [LegendEntry] {
    guard let label else { return [] }
    // A line of which nothing can be drawn, as that of a trial that diverged, is named and has no sample.
    guard points.contains(where: \.isDrawable) else {
      return [LegendEntry(label: "\(label) (no data)", paint: .muted, sample: .nothing)]
    }
    return [LegendEntry(label: label, paint: paint, sample: .line(dash, width: width, marker))]
  }

  package func footprint(in frame: PlotFrame) -> Footprint {
    Footprint(polylines: frame.visiblePieces(of: points), points: markedPlaces(in: frame))
  }

  package func draw(in frame: PlotFrame, to svg: inout SVGWriter) {
    let pieces = frame.visiblePieces(of: points).filter { $0.count > 1 }
    let places = markedPlaces(in: frame)
    svg.painted(paint) { svg in
      svg.lines(pieces.map(Self.thinned), width: width, dash: dash)
      for place in places {
        svg.marker(marker ?? .circle, at: place, radius: marker == nil ? width : 4)
      }
    }
  }

  /// The line without the points that nobody can see: of those that follow each other within half a
  /// pixel's width the first, the highest, the lowest and the last (Jugel et al. 2014).
  static func thinned(_ line: [Point]) -> [Point] {
    var kept: [Point] = []
    var start = 0
    while start < line.count {
      let column = (line[start].x * 2).rounded(.down)
      let rest = line[start...].dropFirst()
      let end = rest.firstIndex { ($0.x * 2).rounded(.down) != column } ?? line.count
      let run = start..<end
      if let high = run.min(by: { line[$0].y < line[$1].y }),
        let low = run.max(by: { line[$0].y < line[$1].y })
      {
        for index in Set([start, high, low, end - 1]).sorted() { kept.append(line[index]) }
      }
      start = end
    }
    return kept
  }

  /// Where markers stand: at each point in sight, or without markers at those points that no line
  /// reaches and that would not be seen.
  private func markedPlaces(in frame: PlotFrame) -> [Point] {
    let window = frame.plot.inset(by: -0.5)
    if marker != nil {
      return points.compactMap(frame.place).filter(window.contains)
    }
    return frame.visiblePieces(of: points).filter { $0.count == 1 }.flatMap { $0 }
      .filter(window.contains)
  }
}
