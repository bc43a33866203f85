/// A place in a figure: pixels from its upper left corner.
package struct Point: Sendable, Equatable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// A width and a height in pixels.
package struct Size: Sendable, Equatable {
  package var width: Double
  package var height: Double

  package init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }
}

/// The room around something, in pixels.
package struct Insets: Sendable, Equatable {
  package var top = 0.0
  package var left = 0.0
  package var bottom = 0.0
  package var right = 0.0

  package init(top: Double = 0, left: Double = 0, bottom: Double = 0, right: Double = 0) {
    self.top = top
    self.left = left
    self.bottom = bottom
    self.right = right
  }

  /// The larger of both on each side.
  func union(_ other: Insets) -> Insets {
    Insets(
      top: max(top, other.top), left: max(left, other.left),
      bottom: max(bottom, other.bottom), right: max(right, other.right))
  }
}

/// A rectangle in pixels; y grows downwards.
package struct Rect: Sendable, Equatable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  package var maxX: Double { x + width }
  package var maxY: Double { y + height }
  package var midX: Double { x + width / 2 }
  package var midY: Double { y + height / 2 }

  func inset(by amount: Double) -> Rect {
    Rect(x: x + amount, y: y + amount, width: width - 2 * amount, height: height - 2 * amount)
  }

  func contains(_ point: Point) -> Bool {
    point.x >= x && point.x <= maxX && point.y >= y && point.y <= maxY
  }

  /// The area that both rectangles have in common.
  func overlap(with other: Rect) -> Double {
    let width = min(maxX, other.maxX) - max(x, other.x)
    let height = min(maxY, other.maxY) - max(y, other.y)
    return width > 0 && height > 0 ? width * height : 0
  }

  /// The part of a segment within the rectangle (Liang and Barsky 1984); nil where there is none.
  func clip(_ start: Point, _ end: Point) -> (start: Point, end: Point)? {
    let dx = end.x - start.x
    let dy = end.y - start.y
    var entry = 0.0
    var exit = 1.0
    let edges = [
      (-dx, start.x - x), (dx, maxX - start.x), (-dy, start.y - y), (dy, maxY - start.y),
    ]
    for (direction, distance) in edges {
      if direction == 0 {
        if distance < 0 { return nil }
      } else if direction < 0 {
        entry = max(entry, distance / direction)
      } else {
        exit = min(exit, distance / direction)
      }
    }
    guard entry <= exit else { return nil }
    return (
      entry == 0 ? start : Point(x: start.x + entry * dx, y: start.y + entry * dy),
      exit == 1 ? end : Point(x: start.x + exit * dx, y: start.y + exit * dy)
    )
  }

  /// The part of a polygon within the rectangle, an edge after the other (Sutherland and Hodgman 1974).
  func clip(polygon: [Point]) -> [Point] {
    let edges: [(Point) -> Double] = [
      { $0.x - x }, { maxX - $0.x }, { $0.y - y }, { maxY - $0.y },
    ]
    return edges.reduce(polygon) { corners, distance in
      guard var previous = corners.last else { return [] }
      var inside: [Point] = []
      for corner in corners {
        let (before, here) = (distance(previous), distance(corner))
        if (before < 0) != (here < 0) {
          let share = before / (before - here)
          inside.append(
            Point(
              x: previous.x + share * (corner.x - previous.x),
              y: previous.y + share * (corner.y - previous.y)))
        }
        if here >= 0 { inside.append(corner) }
        previous = corner
      }
      return inside
    }
  }
}
