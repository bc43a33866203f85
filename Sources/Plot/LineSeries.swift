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
  /// How far along the way to the second marker a line of many points has its first, 0 to 1: those of several
  /// lines do not cover each other.
  private var markerPhase = 0.0

  /// How many points at most have a marker each.
  private static let mostMarked = 20
  /// How many markers a line of more points has, about.
  private static let spacedMarkers = 12.0

  /// The series with an index among those of the axes: its colour, dash and marker are others than those of
  /// the series before it, and no two of a hundred are drawn alike. A series of a number may have
  /// the number's colour.
  package init(label: String?, points: [DataPoint], index: Int, paint: Paint? = nil) {
    self.label = label
    self.points = points
    self.paint = paint ?? .series(index)
    dash = .series(index)
    marker = .series(index)
    width = 2
    markerPhase = Double(max(index, 0) % 5) / 5
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

  package func bounds(on scales: AxisScales) -> DataBounds { DataBounds(of: points, on: scales) }

  package func unshown(on scales: AxisScales) -> UnshownPoints? { scales.unshown(label, points) }

  package var hasWholeX: Bool? {
    let drawn = points.filter(\.isDrawable)
    guard !drawn.isEmpty else { return nil }
    return drawn.allSatisfy { $0.x == $0.x.rounded() && abs($0.x) < 1e9 }
  }

  package var legendEntries: [LegendEntry] { legendEntries(on: AxisScales()) }

  package func legendEntries(on scales: AxisScales) -> [LegendEntry] {
    guard let label else { return [] }
    if let entry = scales.emptyEntry(label, points) { return [entry] }
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

  /// Where markers stand: at the points in sight, at some of them where they are many; without markers at
  /// those points that no line reaches and that would not be seen.
  func markedPlaces(in frame: PlotFrame) -> [Point] {
    let window = frame.plot.inset(by: -0.5)
    let lonely = frame.visiblePieces(of: points).filter { $0.count == 1 }.flatMap { $0 }
      .filter(window.contains)
    guard marker != nil else { return lonely }
    let places = points.compactMap(frame.place).filter(window.contains)
    guard places.count > Self.mostMarked else { return places }
    return spaced(places) + lonely
  }

  /// Points that lie a twelfth of the line's extent apart, along the axis on which it is longer.
  private func spaced(_ places: [Point]) -> [Point] {
    func extent(_ values: [Double]) -> Double { (values.max() ?? 0) - (values.min() ?? 0) }
    let isWide = extent(places.map(\.x)) >= extent(places.map(\.y))
    let values = places.map { isWide ? $0.x : $0.y }
    let distance = max(extent(values) / Self.spacedMarkers, 6)
    var kept: [Point] = []
    var last = values[0] - distance * (1 - markerPhase)
    for (place, value) in zip(places, values) where abs(value - last) >= distance {
      kept.append(place)
      last = value
    }
    return kept
  }
}
