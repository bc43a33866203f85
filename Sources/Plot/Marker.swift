/// The sign at a data point.
package enum Marker: Sendable, Equatable, CaseIterable {
  case circle, square, triangle, diamond, cross

  /// The marker of the series with this index: another one once the colours repeat.
  static func series(_ index: Int) -> Marker {
    let round = max(index, 0) / Paint.seriesCount
    return allCases[round % allCases.count]
  }
}

/// How a line is drawn.
package enum Dash: Sendable, Equatable, CaseIterable {
  case solid, dashed, dotted, dashDot, longDashed, dashDotDot, sparse, longDashDot, dense, broken

  /// The dash of the series with this index: another one once the colours repeat.
  package static func series(_ index: Int) -> Dash {
    let round = max(index, 0) / Paint.seriesCount
    return allCases[round % allCases.count]
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
    case .sparse: "2 8"
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
    case .cross:
      let arm = radius * 0.9
      let (left, right) = (coordinate(point.x - arm), coordinate(point.x + arm))
      let (top, bottom) = (coordinate(point.y - arm), coordinate(point.y + arm))
      element(
        "path",
        [
          "d": "M\(left) \(top)L\(right) \(bottom)M\(left) \(bottom)L\(right) \(top)",
          "stroke": "currentColor", "stroke-width": "2",
        ])
    }
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
