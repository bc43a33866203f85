/// The plot of axes: its rectangle in pixels and the limits that it shows, in units of each axis.
package struct PlotFrame: Sendable {
  let plot: Rect
  let x: AxisLimits
  let y: AxisLimits
  var scales = AxisScales()

  /// The place of a point; nil where it has none.
  ///
  /// What lies very far outside of the plot is moved nearer along each axis, so that lines to it
  /// can be clipped without overflow.
  func place(_ point: DataPoint) -> Point? {
    guard scales.shows(point) else { return nil }
    return Point(x: place(x: point.x), y: place(y: point.y))
  }

  /// The place of an x value; far to the left for one that has none.
  func place(x value: Double) -> Double {
    place(xCoordinate: scales.x.coordinate(value) ?? -AxisLimits.farthest)
  }

  /// The place of a y value; far below for one that has none.
  func place(y value: Double) -> Double {
    place(yCoordinate: scales.y.coordinate(value) ?? -AxisLimits.farthest)
  }

  func place(xCoordinate value: Double) -> Double {
    plot.x + Self.fraction(value, of: x) * plot.width
  }

  func place(yCoordinate value: Double) -> Double {
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
