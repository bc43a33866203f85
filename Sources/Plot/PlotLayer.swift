/// Something drawn on axes: a curve, points, a reference line, coloured regions.
///
/// Layers are drawn in order, the later above the earlier. A new kind is a new type that conforms to
/// this; the axes need no change.
package protocol PlotLayer: Sendable {
  /// The range that the axes have to show, in data coordinates.
  var bounds: DataBounds { get }
  /// Whether the layer speaks for ticks at whole numbers only: true for epochs; nil for no matter.
  var hasWholeX: Bool? { get }
  /// What the layer adds to the legend.
  var legendEntries: [LegendEntry] { get }
  /// Where the layer's ink lies, for a legend that keeps off it.
  func footprint(in frame: PlotFrame) -> Footprint
  func draw(in frame: PlotFrame, to svg: inout SVGWriter)
}

extension PlotLayer {
  package var hasWholeX: Bool? { nil }
  package var legendEntries: [LegendEntry] { [] }
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
  init(of points: [DataPoint]) {
    for point in points where point.isDrawable {
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

/// The plot of axes: its rectangle in pixels and the limits that it shows.
package struct PlotFrame: Sendable {
  let plot: Rect
  let x: AxisLimits
  let y: AxisLimits

  /// The place of a point; nil where it is not finite.
  ///
  /// What lies very far outside of the plot is moved nearer along each axis, so that lines to it
  /// can be clipped without overflow.
  func place(_ point: DataPoint) -> Point? {
    guard point.isDrawable else { return nil }
    return Point(x: place(x: point.x), y: place(y: point.y))
  }

  func place(x value: Double) -> Double {
    plot.x + Self.fraction(value, of: x) * plot.width
  }

  func place(y value: Double) -> Double {
    plot.maxY - Self.fraction(value, of: y) * plot.height
  }

  private static func fraction(_ value: Double, of limits: AxisLimits) -> Double {
    min(max((value - limits.lower) / (limits.upper - limits.lower), -1e5), 1e5)
  }

  /// The parts of a line through points that are in sight, broken where a point is not finite.
  func visiblePieces(of points: [DataPoint]) -> [[Point]] {
    // A little more than the plot, so that the line's ends lie under the clip path.
    let window = plot.inset(by: -4)
    var pieces: [[Point]] = []
    var piece: [Point] = []
    var previous: Point?
    func finish() {
      if !piece.isEmpty { pieces.append(piece) }
      piece = []
    }
    for point in points {
      guard let place = place(point) else {
        finish()
        previous = nil
        continue
      }
      if let last = previous {
        if let (start, end) = window.clip(last, place) {
          if piece.last != start {
            finish()
            piece.append(start)
          }
          piece.append(end)
          if end != place { finish() }
        } else {
          finish()
        }
      } else if window.contains(place) {
        piece.append(place)
      }
      previous = place
    }
    finish()
    return pieces
  }
}
