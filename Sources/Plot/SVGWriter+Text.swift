/// Where a text stands relative to its point.
enum TextAnchor: String {
  case start, middle, end
}

extension SVGWriter {
  /// Writes text in the current colour, its baseline starting, centred or ending at a point.
  mutating func text(
    _ content: String, at point: Point, size: Double, anchor: TextAnchor = .start
  ) {
    element(
      "text",
      [
        "x": coordinate(point.x), "y": coordinate(point.y), "font-size": coordinate(size),
        "text-anchor": anchor.rawValue,
      ], content: content)
  }

  /// Writes text that runs upwards, centred on a point of its baseline.
  mutating func verticalText(
    _ content: String, at point: Point, size: Double, anchor: TextAnchor = .middle
  ) {
    let x = coordinate(point.x)
    let y = coordinate(point.y)
    element(
      "text",
      [
        "x": x, "y": y, "font-size": coordinate(size), "text-anchor": anchor.rawValue,
        "transform": "rotate(-90 \(x) \(y))",
      ], content: content)
  }

  /// Fills a rectangle with the current colour.
  mutating func filledRect(_ rect: Rect, opacity: Double = 1) {
    element(
      "rect",
      [
        "x": coordinate(rect.x), "y": coordinate(rect.y), "width": coordinate(rect.width),
        "height": coordinate(rect.height), "fill": "currentColor", "fill-opacity": coordinate(opacity),
      ])
  }

  /// Draws the outline of a rectangle in the current colour.
  mutating func strokedRect(_ rect: Rect, width: Double = 1) {
    element(
      "rect",
      [
        "x": coordinate(rect.x), "y": coordinate(rect.y), "width": coordinate(rect.width),
        "height": coordinate(rect.height), "fill": "none", "stroke": "currentColor",
        "stroke-width": coordinate(width),
      ])
  }
}
