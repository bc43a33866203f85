/// A range at one x: a confidence interval, a standard deviation to both sides, least and largest value.
package struct DataInterval: Sendable, Equatable {
  package var x: Double
  package var lower: Double
  package var upper: Double

  package init(x: Double, lower: Double, upper: Double) {
    self.x = x
    self.lower = lower
    self.upper = upper
  }

  /// The ends as points.
  var ends: [DataPoint] { [DataPoint(x: x, y: lower), DataPoint(x: x, y: upper)] }

  /// The part that has a place on axes: a lower end that is not positive reaches down to the edge of a
  /// logarithmic plot. Nil where there is no such part.
  func isShown(on scales: AxisScales) -> Bool {
    AxisLimits.isDrawable(lower) && scales.shows(DataPoint(x: x, y: max(lower, upper)))
  }
}

/// A layer of intervals.
package protocol IntervalLayer: PlotLayer {
  var intervals: [DataInterval] { get }
  /// The name in the legend; nil keeps the layer out of it.
  var label: String? { get }
}

extension IntervalLayer {
  package var label: String? { nil }

  package var bounds: DataBounds { bounds(on: AxisScales()) }

  package func bounds(on scales: AxisScales) -> DataBounds {
    DataBounds(of: intervals.flatMap(\.ends), on: scales)
  }

  package func unshown(on scales: AxisScales) -> UnshownPoints? {
    scales.unshown(label, intervals.flatMap(\.ends))
  }
}

/// A translucent band between two values at each x, as the interval around a line of means.
///
/// An interval that has no place on the axes is a gap.
package struct Band: IntervalLayer {
  /// The name in the legend; nil keeps the band out of it, as where the line is named.
  package var label: String?
  package var intervals: [DataInterval]
  package var paint: Paint

  private static let opacity = 0.2

  package init(label: String? = nil, intervals: [DataInterval], paint: Paint) {
    self.label = label
    self.intervals = intervals
    self.paint = paint
  }

  package var legendEntries: [LegendEntry] {
    guard let label else { return [] }
    return [LegendEntry(label: label, paint: paint, sample: .area)]
  }

  package func footprint(in frame: PlotFrame) -> Footprint {
    Footprint(
      polylines: runs(in: frame).flatMap { run in
        [0, 0.25, 0.5, 0.75, 1].map { share in
          run.map { Point(x: $0.x, y: $0.lower + ($0.upper - $0.lower) * share) }
        }
      })
  }

  package func draw(in frame: PlotFrame, to svg: inout SVGWriter) {
    let window = frame.plot.inset(by: -4)
    var (path, lines) = ("", [[Point]]())
    for run in runs(in: frame) {
      let lower = run.map { Point(x: $0.x, y: $0.lower) }
      let upper = run.map { Point(x: $0.x, y: $0.upper) }
      if run.count == 1 {
        if let (start, end) = window.clip(lower[0], upper[0]) { lines.append([start, end]) }
      } else {
        let outline = window.clip(polygon: LineSeries.thinned(upper) + LineSeries.thinned(lower).reversed())
        guard let first = outline.first else { continue }
        path += "M\(coordinate(first.x)) \(coordinate(first.y))"
        for corner in outline.dropFirst() { path += "L\(coordinate(corner.x)) \(coordinate(corner.y))" }
        path += "Z"
      }
    }
    svg.painted(paint) { svg in
      if !path.isEmpty {
        svg.element(
          "path", ["d": path, "fill": "currentColor", "fill-opacity": coordinate(Self.opacity)])
      }
      svg.lines(lines, width: 1.5)
    }
  }

  /// Places of intervals that follow each other without a gap.
  private func runs(in frame: PlotFrame) -> [[(x: Double, lower: Double, upper: Double)]] {
    intervals.split { !$0.isShown(on: frame.scales) }.map { run in
      run.map { (frame.place(x: $0.x), frame.place(y: $0.lower), frame.place(y: $0.upper)) }
    }
  }
}

/// Bars between two values at each x, with caps: the intervals of points that stand alone.
package struct ErrorBars: IntervalLayer {
  package let intervals: [DataInterval]
  package var paint: Paint
  /// How many pixels to the right of its place each bar stands.
  private var offsets: [Double]

  /// The width of the caps in pixels.
  private static let capWidth = 8.0
  /// The most that bars of one place stand apart, in pixels, and the most that all of them take: what the
  /// marker of a point covers, so that a bar is seen to be that of its point.
  private static let (spacing, extent) = (3.0, 8.0)

  package init(intervals: [DataInterval], paint: Paint) {
    self.intervals = intervals
    self.paint = paint
    offsets = intervals.map { _ in 0 }
  }

  /// The bars of several series, those at one x that would cover each other a few pixels apart.
  package static func apart(_ series: [ErrorBars]) -> [ErrorBars] {
    var places: [Double: [(series: Int, index: Int, interval: DataInterval)]] = [:]
    for (number, bars) in series.enumerated() {
      for (index, interval) in bars.intervals.enumerated() {
        places[interval.x, default: []].append((number, index, interval))
      }
    }
    var apart = series
    for bars in places.values where bars.count > 1 {
      var (group, end) = ([(series: Int, index: Int)](), -Double.infinity)
      func place() {
        for (rank, bar) in group.sorted(by: { $0.series < $1.series }).enumerated() {
          apart[bar.series].offsets[bar.index] = offset(of: rank, among: group.count)
        }
      }
      for bar in bars.sorted(by: { $0.interval.lower < $1.interval.lower }) {
        if bar.interval.lower > end {
          place()
          group = []
        }
        group.append((bar.series, bar.index))
        end = max(end, bar.interval.upper)
      }
      place()
    }
    return apart
  }

  /// Where one of several bars that would cover each other stands.
  static func offset(of index: Int, among count: Int) -> Double {
    guard count > 1 else { return 0 }
    return (Double(index) - Double(count - 1) / 2) * min(spacing, extent / Double(count - 1))
  }

  private func strokes(_ capWidth: Double, _ frame: PlotFrame) -> [[Point]] {
    zip(intervals, offsets).flatMap { interval, offset in
      Self.strokes(interval, at: frame.place(x: interval.x) + offset, capWidth, frame)
    }
  }

  package func footprint(in frame: PlotFrame) -> Footprint {
    Footprint(polylines: strokes(0, frame))
  }

  package func draw(in frame: PlotFrame, to svg: inout SVGWriter) {
    svg.painted(paint) { $0.lines(strokes(Self.capWidth, frame), width: 1.5) }
  }

  /// The line between both ends and the caps that lie within the plot.
  static func strokes(
    _ interval: DataInterval, at x: Double, _ capWidth: Double, _ frame: PlotFrame
  ) -> [[Point]] {
    let window = frame.plot.inset(by: -4)
    let (lower, upper) = (frame.place(y: interval.lower), frame.place(y: interval.upper))
    guard interval.isShown(on: frame.scales),
      let (start, end) = window.clip(Point(x: x, y: lower), Point(x: x, y: upper))
    else { return [] }
    let caps = [lower, upper].filter { $0 >= window.y && $0 <= window.maxY }
    return [[start, end]]
      + caps.map { [Point(x: x - capWidth / 2, y: $0), Point(x: x + capWidth / 2, y: $0)] }
  }
}
