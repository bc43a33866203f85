/// Bars from zero, those of several series side by side at each place, with intervals or without.
///
/// On an axis of categories the place of a bar is the index of the name. On a logarithmic y axis bars stand
/// on the edge of the plot.
package struct Bars: PlotLayer {
  package struct Bar: Sendable, Equatable {
    package var x: Double
    package var value: Double
    /// The ends of the error bar.
    package var interval: (lower: Double, upper: Double)?

    package init(x: Double, value: Double, interval: (lower: Double, upper: Double)? = nil) {
      self.x = x
      self.value = value
      self.interval = interval
    }

    package static func == (first: Bar, second: Bar) -> Bool {
      first.x == second.x && first.value == second.value && first.interval?.lower == second.interval?.lower
        && first.interval?.upper == second.interval?.upper
    }

    var point: DataPoint { DataPoint(x: x, y: value) }

    var dataInterval: DataInterval? {
      interval.map { DataInterval(x: x, lower: $0.lower, upper: $0.upper) }
    }
  }

  package struct Series: Sendable, Equatable {
    /// The name in the legend; nil keeps the series out of it.
    package var label: String?
    package var bars: [Bar]
    package var paint: Paint

    package init(label: String?, bars: [Bar], paint: Paint) {
      self.label = label
      self.bars = bars
      self.paint = paint
    }
  }

  package var series: [Series]

  /// The share of the distance between two places that the bars of one place take.
  private static let groupShare = 0.8

  package init(series: [Series]) { self.series = series }

  package var bounds: DataBounds { bounds(on: AxisScales()) }

  package func bounds(on scales: AxisScales) -> DataBounds {
    let bars = series.flatMap(\.bars)
    let ends = bars.compactMap(\.dataInterval).flatMap(\.ends)
    var bounds = DataBounds(of: bars.map(\.point) + ends, on: scales)
    guard bounds.x != nil else { return bounds }
    if scales.y == .linear { bounds = bounds.union(DataBounds(y: 0...0)) }
    return bounds.union(DataBounds(x: Self.extent(bars.filter { scales.shows($0.point) }.map(\.x), scales.x)))
  }

  /// The range in which the outermost bars are in sight at their whole width; nil for categories.
  private static func extent(_ places: [Double], _ scale: AxisScale) -> ClosedRange<Double>? {
    guard let low = places.min(), let high = places.max() else { return nil }
    let half = min(leastDistance(places.compactMap(scale.coordinate)) ?? 1, AxisLimits.farthest / 4) / 2
    switch scale {
    case .linear:
      return max(low - half, -AxisLimits.farthest)...min(high + half, AxisLimits.farthest)
    case .log:
      let ratio = max(Decade.power(half), 1)
      return low / ratio...min(high * ratio, AxisLimits.farthest)
    case .categories:
      return nil
    }
  }

  package var standsOnZero: Bool { true }

  package func unshown(on scales: AxisScales) -> UnshownPoints? {
    let unshown = series.compactMap { scales.unshown($0.label, $0.bars.map(\.point)) }
    guard let first = unshown.first else { return nil }
    return unshown.dropFirst().reduce(into: first) {
      $0.label = nil
      $0.notPositive += $1.notPositive
      $0.notFinite += $1.notFinite
    }
  }

  package var legendEntries: [LegendEntry] { legendEntries(on: AxisScales()) }

  package func legendEntries(on scales: AxisScales) -> [LegendEntry] {
    series.compactMap { series in
      series.label.map { label in
        scales.emptyEntry(label, series.bars.map(\.point))
          ?? LegendEntry(label: label, paint: series.paint, sample: .bar)
      }
    }
  }

  package func footprint(in frame: PlotFrame) -> Footprint {
    Footprint(
      polylines: columns(in: frame).flatMap { column in
        let rect = column.rect
        // Three lines weigh what an area does.
        return [rect.x, rect.midX, rect.maxX].map {
          [Point(x: $0, y: rect.y), Point(x: $0, y: rect.maxY)]
        } + column.errorBar + [[Point(x: rect.x, y: rect.y), Point(x: rect.maxX, y: rect.y)]]
      })
  }

  package func draw(in frame: PlotFrame, to svg: inout SVGWriter) {
    let columns = columns(in: frame)
    for (index, series) in series.enumerated() {
      let own = columns.filter { $0.series == index }
      svg.painted(series.paint) { svg in
        for column in own where column.isShown { svg.filledRect(column.rect) }
        // What has no place is marked, not dropped.
        for column in own where !column.isShown {
          svg.marker(.cross, at: Point(x: column.rect.midX, y: column.rect.maxY - 7), radius: 4)
        }
      }
    }
    // With an edge of the background an error bar is seen on a dark bar too.
    svg.painted(.background) { $0.lines(columns.flatMap(\.errorBar), width: 4) }
    svg.painted(.ink) { $0.lines(columns.flatMap(\.errorBar), width: 1.5) }
    let zero = frame.place(y: 0)
    if frame.scales.y != .log, zero > frame.plot.y + 0.5, zero < frame.plot.maxY - 0.5 {
      svg.painted(.muted) {
        $0.lines([[Point(x: frame.plot.x, y: zero), Point(x: frame.plot.maxX, y: zero)]], width: 1)
      }
    }
  }

  /// A bar in its place.
  private struct Column {
    var series: Int
    var rect: Rect
    var isShown: Bool
    var errorBar: [[Point]]
  }

  private func columns(in frame: PlotFrame) -> [Column] {
    let window = frame.plot.inset(by: -4)
    let group = groupWidth(in: frame)
    let width = group / Double(max(series.count, 1))
    let base = min(max(frame.place(y: 0), window.y), window.maxY)
    return series.enumerated().flatMap { index, series in
      series.bars.compactMap { bar -> Column? in
        guard frame.scales.x.coordinate(bar.x) != nil else { return nil }
        let left = frame.place(x: bar.x) - group / 2 + Double(index) * width
        guard left < window.maxX, left + width > window.x else { return nil }
        let isShown = frame.scales.shows(bar.point)
        let end = isShown ? min(max(frame.place(y: bar.value), window.y), window.maxY) : base
        let rect = Rect(
          x: left + width * 0.04, y: min(base, end), width: width * 0.92, height: abs(base - end))
        let errorBar = isShown ? bar.dataInterval : nil
        return Column(
          series: index, rect: rect, isShown: isShown,
          errorBar: errorBar.map {
            ErrorBars.strokes($0, at: rect.midX, min(width * 0.5, 8), frame)
          } ?? [])
      }
    }
  }

  /// The width of the bars of one place together, in pixels.
  private func groupWidth(in frame: PlotFrame) -> Double {
    let unit = frame.plot.width / (frame.x.upper - frame.x.lower)
    if case .categories = frame.scales.x { return unit * Self.groupShare }
    let places = series.flatMap(\.bars).compactMap { frame.scales.x.coordinate($0.x) }
    let distance = Self.leastDistance(places).map { $0 * unit } ?? frame.plot.width / 6
    return min(distance, frame.plot.width / 2) * Self.groupShare
  }

  /// The least distance between two different places; nil where there are fewer than two.
  private static func leastDistance(_ places: [Double]) -> Double? {
    let sorted = Set(places.filter(AxisLimits.isDrawable)).sorted()
    return zip(sorted, sorted.dropFirst()).map { $1 - $0 }.min()
  }
}
