/// Something drawn on axes: a curve, points, a reference line, coloured regions.
///
/// Layers are drawn in order, the later above the earlier. A new kind is a new type that conforms to
/// this; the axes need no change.
package protocol PlotLayer: Sendable {
  /// The range that the axes have to show, in data coordinates.
  var bounds: DataBounds { get }
  /// The range of what has a place on axes with these scales.
  func bounds(on scales: AxisScales) -> DataBounds
  /// Whether the axis of y values starts at 0 itself, without a margin, where no value is negative.
  var standsOnZero: Bool { get }
  /// How many of the layer's points axes with these scales have no place for; nil where they show all.
  func unshown(on scales: AxisScales) -> UnshownPoints?
  /// Whether the layer speaks for ticks at whole numbers only: true for epochs; nil for no matter.
  var hasWholeX: Bool? { get }
  /// What the layer adds to the legend.
  var legendEntries: [LegendEntry] { get }
  /// The same on axes with these scales, which may not show all of it.
  func legendEntries(on scales: AxisScales) -> [LegendEntry]
  /// Where the layer's ink lies, for a legend that keeps off it.
  func footprint(in frame: PlotFrame) -> Footprint
  func draw(in frame: PlotFrame, to svg: inout SVGWriter)
}

extension PlotLayer {
  package func bounds(on scales: AxisScales) -> DataBounds { bounds }
  package var standsOnZero: Bool { false }
  package func unshown(on scales: AxisScales) -> UnshownPoints? { nil }
  package var hasWholeX: Bool? { nil }
  package var legendEntries: [LegendEntry] { [] }
  package func legendEntries(on scales: AxisScales) -> [LegendEntry] { legendEntries }
  package func footprint(in frame: PlotFrame) -> Footprint { Footprint() }
}

/// A point in data coordinates. One that is not finite is not drawn and breaks a line.
package struct DataPoint: Sendable, Equatable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  var isDrawable: Bool { AxisLimits.isDrawable(x) && AxisLimits.isDrawable(y) }
}

/// The least range in data coordinates that holds something; nil for an axis without an opinion.
package struct DataBounds: Sendable, Equatable {
  package var x: ClosedRange<Double>?
  package var y: ClosedRange<Double>?

  package init(x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil) {
    self.x = x
    self.y = y
  }

  /// The bounds of those points that can be drawn.
  init(of points: [DataPoint], on scales: AxisScales = AxisScales()) {
    for point in points where scales.shows(point) {
      self = union(DataBounds(x: point.x...point.x, y: point.y...point.y))
    }
  }

  func union(_ other: DataBounds) -> DataBounds {
    DataBounds(x: Self.union(x, other.x), y: Self.union(y, other.y))
  }

  private static func union(
    _ first: ClosedRange<Double>?, _ second: ClosedRange<Double>?
  ) -> ClosedRange<Double>? {
    guard let first, let second else { return first ?? second }
    return min(first.lowerBound, second.lowerBound)...max(first.upperBound, second.upperBound)
  }
}

/// Where ink lies, in pixels.
package struct Footprint: Sendable, Equatable {
  var polylines: [[Point]] = []
  var points: [Point] = []
}
