/// The sign at a data point.
package enum Marker: Sendable, Equatable, CaseIterable {
  case circle, square, triangle, diamond, cross, downTriangle, plus, hexagon

  /// The marker of the series with this index: each series has another one than the series before, and those
  /// of one colour have different ones.
  package static func series(_ index: Int) -> Marker {
    let index = max(index, 0)
    let (color, round) = (index % Paint.seriesCount, index / Paint.seriesCount % allCases.count)
    return allCases[(color + 3 * round) % allCases.count]
  }
}

/// How a line is drawn.
package enum Dash: Sendable, Equatable, CaseIterable {
  case solid, dashed, dotted, dashDot, longDashed, dashDotDot, sparse, longDashDot, dense, broken

  /// The dash of the series with this index: each series has another one than the series before, and those of
  /// one colour have different ones.
  package static func series(_ index: Int) -> Dash {
    let index = max(index, 0)
    let (color, round) = (index % Paint.seriesCount, index / Paint.seriesCount % allCases.count)
    return allCases[(color + round) % allCases.count]
  }

  /// The value of `stroke-dasharray`; nil for an unbroken line.
  var pattern: String? {
    switch self {
    case .solid: nil
    case .dashed: "7 4"
    case .dotted: "2 3"
    case .dashDot: "8 3 2 3"
    case .longDashed: "14 4"
    case .dashDotDot: "8 3 2 3 2 3"
    case .sparse: "3 6"
    case .longDashDot: "14 3 2 3"
    case .dense: "4 1"
    case .broken: "7 10"
    }
  }
}

extension SVGWriter {
  /// Draws a marker in the current colour, `radius` from its middle to its edge; one that is
  /// `outlined` has an outline of the foreground colour.
  mutating func marker(_ marker: Marker, at point: Point, radius: Double, outlined: Bool = false) {
    switch marker {
    case .circle:
      let place = [coordinate(point.x), coordinate(point.y), coordinate(radius)]
      guard outlined else {
        element("circle", ["cx": place[0], "cy": place[1], "r": place[2]])
        return
      }
      element(
        "circle",
        [
          "cx": place[0], "cy": place[1], "r": place[2], "stroke": Paint.ink.light, "stroke-width": "1",
          "class": "outlined",
        ])
    case .square:
      let half = radius * 0.9
      polygon([(-half, -half), (half, -half), (half, half), (-half, half)], at: point, outlined)
    case .triangle:
      polygon([(0, -radius), (radius, radius * 0.8), (-radius, radius * 0.8)], at: point, outlined)
    case .diamond:
      let tip = radius * 1.15
      polygon([(0, -tip), (tip, 0), (0, tip), (-tip, 0)], at: point, outlined)
    case .downTriangle:
      polygon([(0, radius), (radius, -radius * 0.8), (-radius, -radius * 0.8)], at: point, outlined)
    case .hexagon:
      // Half the width of a hexagon with a tip at the top is √3/2 of its radius.
      let (tip, side) = (radius * 1.1, radius * 0.95)
      let right = [(0, -tip), (side, -tip / 2), (side, tip / 2)]
      polygon(right + right.map { (-$0, -$1) }, at: point, outlined)
    case .cross:
      let arm = radius * 0.9
      strokes([((-arm, -arm), (arm, arm)), ((-arm, arm), (arm, -arm))], at: point)
    case .plus:
      let arm = radius * 1.1
      strokes([((-arm, 0), (arm, 0)), ((0, -arm), (0, arm))], at: point)
    }
  }

  private typealias Offset = (x: Double, y: Double)

  private mutating func strokes(_ strokes: [(from: Offset, to: Offset)], at point: Point) {
    func place(_ offset: Offset) -> String {
      "\(coordinate(point.x + offset.x)) \(coordinate(point.y + offset.y))"
    }
    let path = strokes.map { "M\(place($0.from))L\(place($0.to))" }.joined()
    element("path", ["d": path, "stroke": "currentColor", "stroke-width": "2"])
  }

  private mutating func polygon(
    _ corners: [(x: Double, y: Double)], at point: Point, _ outlined: Bool
  ) {
    let points = corners.map { "\(coordinate(point.x + $0.x)),\(coordinate(point.y + $0.y))" }
    guard outlined else {
      element("polygon", ["points": points.joined(separator: " ")])
      return
    }
    element(
      "polygon",
      [
        "points": points.joined(separator: " "), "stroke": Paint.ink.light, "stroke-width": "1",
        "class": "outlined",
      ])
  }

  /// Draws unfilled lines in the current colour, each through its points in order.
  mutating func lines(_ pieces: [[Point]], width: Double, dash: Dash = .solid) {
    var path = ""
    for piece in pieces {
      for (index, point) in piece.enumerated() {
        path += "\(index == 0 ? "M" : "L")\(coordinate(point.x)) \(coordinate(point.y))"
      }
    }
    guard !path.isEmpty else { return }
    if let pattern = dash.pattern {
      element(
        "path",
        [
          "d": path, "fill": "none", "stroke": "currentColor", "stroke-width": coordinate(width),
          "stroke-linejoin": "round", "stroke-dasharray": pattern,
        ])
    } else {
      element(
        "path",
        [
          "d": path, "fill": "none", "stroke": "currentColor", "stroke-width": coordinate(width),
          "stroke-linejoin": "round",
        ])
    }
  }
}
