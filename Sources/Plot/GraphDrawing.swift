/// A graph in its place, scaled to its panel.
struct GraphDrawing {
  let graph: Graph
  let layout: GraphLayout
  /// The upper left corner of the graph.
  let origin: Point
  let scale: Double

  private static let headLength = 8.0

  func draw(to svg: inout SVGWriter) {
    let ports = GraphPorts(layout)
    let edges = layout.layering.edges.enumerated().map { place, edge in
      (lines: graph.edges[edge.index].lines, curves: curves(ofEdge: place, ports))
    }
    for edge in edges { drawArrow(edge.curves, to: &svg) }
    for (index, node) in graph.nodes.enumerated() {
      if let box = layout.boxes[.node(index)] { draw(node, in: placed(box), to: &svg) }
    }
    var taken = graph.nodes.indices.compactMap { layout.boxes[.node($0)].map(placed) }
    for (index, edge) in edges.enumerated() where !edge.lines.isEmpty {
      let others = edges.enumerated().filter { $0.offset != index }.flatMap(\.element.curves)
      drawLabel(edge.lines, on: edge.curves, among: others, avoiding: &taken, to: &svg)
    }
  }

  private func placed(_ rect: Rect) -> Rect {
    Rect(
      x: origin.x + rect.x * scale, y: origin.y + rect.y * scale, width: rect.width * scale,
      height: rect.height * scale)
  }

  private func draw(_ node: Graph.Node, in box: Rect, to svg: inout SVGWriter) {
    svg.painted(node.paint) { svg in
      svg.element(
        "rect",
        [
          "x": coordinate(box.x), "y": coordinate(box.y), "width": coordinate(box.width),
          "height": coordinate(box.height), "rx": coordinate(6 * scale), "fill": "currentColor",
          "fill-opacity": "0.12", "stroke": "currentColor", "stroke-width": "1.50",
        ])
    }
    var y = box.y + (GraphLayout.padding / 2 + GraphLayout.titleHeight * 0.75) * scale
    svg.text(
      node.title, at: Point(x: box.midX, y: y), size: GraphLayout.titleSize * scale, anchor: .middle)
    y += 2 * scale
    for line in node.lines {
      y += GraphLayout.lineHeight * scale
      svg.text(
        line, at: Point(x: box.midX, y: y), size: GraphLayout.lineSize * scale, anchor: .middle)
    }
  }

  /// A cubic Bézier curve that leaves and arrives level.
  private struct Curve {
    var start: Point
    var end: Point

    var bend: Double { (end.x - start.x) / 2 }

    /// The place a share of the way along, by the polynomial of the curve.
    func point(at share: Double) -> Point {
      let rest = 1 - share
      let (a, b) = (rest * rest * rest, 3 * rest * rest * share)
      let (c, d) = (3 * rest * share * share, share * share * share)
      return Point(
        x: a * start.x + b * (start.x + bend) + c * (end.x - bend) + d * end.x,
        y: a * start.y + b * start.y + c * end.y + d * end.y)
    }
  }

  /// The curves of an edge, level past the layers between its ends.
  private func curves(ofEdge place: Int, _ ports: GraphPorts) -> [Curve] {
    let route = ports.routes[place]
    return route.map { leg in
      Curve(
        start: Point(x: origin.x + leg.start.x * scale, y: origin.y + leg.start.y * scale),
        end: Point(x: origin.x + leg.end.x * scale, y: origin.y + leg.end.y * scale))
    }
  }

  private func drawArrow(_ curves: [Curve], to svg: inout SVGWriter) {
    guard let first = curves.first, let last = curves.last else { return }
    let direction = last.end.x < last.start.x ? -1.0 : 1.0
    let head = Self.headLength * scale
    var path = "M\(coordinate(first.start.x)) \(coordinate(first.start.y))"
    for (index, curve) in curves.enumerated() {
      if index > 0 { path += "L\(coordinate(curve.start.x)) \(coordinate(curve.start.y))" }
      // The line ends within the head, so that its width does not blunt the tip.
      let isLast = index == curves.count - 1
      let endX = isLast ? curve.end.x - direction * head * 0.6 : curve.end.x
      let end = coordinate(endX)
      let middle = (curve.start.x + endX) / 2
      path += "C\(coordinate(middle)) \(coordinate(curve.start.y))"
      path += " \(coordinate(middle)) \(coordinate(curve.end.y)) \(end) \(coordinate(curve.end.y))"
    }
    let tip = last.end
    let back = tip.x - direction * head
    let corners = [(tip.x, tip.y), (back, tip.y - head * 0.45), (back, tip.y + head * 0.45)]
    let points = corners.map { "\(coordinate($0.0)),\(coordinate($0.1))" }.joined(separator: " ")
    svg.painted(.muted) { svg in
      svg.element(
        "path", ["d": path, "fill": "none", "stroke": "currentColor", "stroke-width": "1.50"])
      svg.element("polygon", ["points": points])
    }
  }

  /// Writes text on an edge where least of it lies on boxes, other texts or other edges, as near to
  /// the edge's middle as that allows.
  private func drawLabel(
    _ lines: [String], on curves: [Curve], among others: [Curve], avoiding taken: inout [Rect],
    to svg: inout SVGWriter
  ) {
    guard let first = curves.first else { return }
    let size = GraphLayout.labelSize(lines)
    func box(at share: Double) -> Rect {
      let middle = first.point(at: share)
      return Rect(
        x: middle.x - size.width * scale / 2, y: middle.y - size.height * scale / 2,
        width: size.width * scale, height: size.height * scale)
    }
    let shares = [0.5] + stride(from: 0.45, to: 0.1, by: -0.05).flatMap { [$0, 1 - $0] }
    // Other edges count at points along them, each for a piece of text of this area.
    let passed = others.flatMap { curve in (0...24).map { curve.point(at: Double($0) / 24) } }
    let boxes = shares.map { share in
      let box = box(at: share)
      let overlap = taken.reduce(0) { $0 + $1.overlap(with: box) }
      return (box: box, covered: overlap + 40 * Double(passed.filter(box.contains).count))
    }
    guard let place = boxes.min(by: { $0.covered < $1.covered })?.box else { return }
    taken.append(place)
    svg.painted(.background) { $0.filledRect(place, opacity: 0.85) }
    for (index, line) in lines.enumerated() {
      let y = place.y + (Double(index) + 0.8) * GraphLayout.lineHeight * scale
      svg.text(
        line, at: Point(x: place.midX, y: y), size: GraphLayout.lineSize * scale, anchor: .middle)
    }
  }
}
