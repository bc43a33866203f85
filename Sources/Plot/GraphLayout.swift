/// The boxes and bends of a graph in pixels, before it is scaled to its panel.
struct GraphLayout {
  let layering: GraphLayering
  /// The box of each node; a bend has a box without height.
  let boxes: [GraphLayering.Site: Rect]
  let size: Size

  static let titleSize = 14.0
  static let lineSize = 12.0
  static let titleHeight = 18.0
  static let lineHeight = 15.0
  static let padding = 10.0
  private static let nodeGap = 22.0
  private static let layerGap = 56.0

  init(_ graph: Graph) {
    let layering = GraphLayering(graph)
    let sizes = graph.nodes.map(Self.size)
    func size(_ site: GraphLayering.Site) -> Size {
      if case .node(let index) = site { return sizes[index] }
      return Size(width: 0, height: 8)
    }
    // Texts on edges need room between the edges.
    let tallestLabel = graph.edges.map { Self.labelSize($0.lines).height }.max() ?? 0
    let middles = Self.middles(layering, gap: max(Self.nodeGap, tallestLabel * 1.4)) {
      size($0).height
    }
    let gaps = Self.gaps(graph, layering)
    var boxes: [GraphLayering.Site: Rect] = [:]
    var x = 0.0
    for (layer, sites) in layering.layers.enumerated() {
      let width = sites.reduce(0.0) { max($0, size($1).width) }
      for site in sites {
        let own = size(site)
        // A bend is as wide as its layer: the edge runs level past the boxes.
        let boxWidth: Double
        if case .bend = site { boxWidth = width } else { boxWidth = own.width }
        boxes[site] = Rect(
          x: x + (width - boxWidth) / 2, y: (middles[site] ?? 0) - own.height / 2, width: boxWidth,
          height: own.height)
      }
      x += width + gaps[layer]
    }
    let top = boxes.values.map(\.y).min() ?? 0
    let bottom = boxes.values.map(\.maxY).max() ?? 0
    self.layering = layering
    self.boxes = boxes.mapValues { Rect(x: $0.x, y: $0.y - top, width: $0.width, height: $0.height) }
    self.size = Size(width: boxes.values.map(\.maxX).max() ?? 0, height: bottom - top)
  }

  /// The size of a node's box.
  private static func size(_ node: Graph.Node) -> Size {
    let title = TextWidth.of(node.title, size: titleSize)
    let widest = node.lines.reduce(title) { max($0, TextWidth.of($1, size: lineSize)) }
    return Size(
      width: max(widest + 2 * padding, 44),
      height: titleHeight + Double(node.lines.count) * lineHeight + padding)
  }

  /// The size of the text on an edge.
  static func labelSize(_ lines: [String]) -> Size {
    let widest = lines.reduce(0.0) { max($0, TextWidth.of($1, size: lineSize)) }
    return Size(width: widest + 6, height: Double(lines.count) * lineHeight + 2)
  }

  /// The room behind each layer: enough for the widest text on an edge that starts there, twice
  /// where several texts have to find places beside each other.
  private static func gaps(_ graph: Graph, _ layering: GraphLayering) -> [Double] {
    var layerOfSite: [GraphLayering.Site: Int] = [:]
    for (layer, sites) in layering.layers.enumerated() {
      for site in sites { layerOfSite[site] = layer }
    }
    var widths = [[Double]](repeating: [], count: layering.layers.count)
    for (edge, route) in zip(layering.edges, layering.routes) {
      let ends = route.prefix(2).compactMap { layerOfSite[$0] }
      let lines = graph.edges[edge.index].lines
      guard let layer = ends.min(), !lines.isEmpty else { continue }
      widths[layer].append(labelSize(lines).width)
    }
    return widths.map { widths in
      max(layerGap, (widths.max() ?? 0) * (widths.count > 1 ? 2.2 : 1) + 44)
    }
  }

  /// The height at which the middle of each site lies: near its neighbours, clear of the others of
  /// its layer.
  private static func middles(
    _ layering: GraphLayering, gap: Double, height: (GraphLayering.Site) -> Double
  ) -> [GraphLayering.Site: Double] {
    let neighbours = layering.neighbours
    var middles: [GraphLayering.Site: Double] = [:]
    for sites in layering.layers { place(sites, at: sites.map { _ in 0 }) }
    for round in 0..<12 {
      let layers = round.isMultiple(of: 2) ? layering.layers : layering.layers.reversed()
      for sites in layers {
        place(
          sites,
          at: sites.map { site in
            let near = (neighbours[site] ?? []).compactMap { middles[$0] }
            return near.isEmpty ? middles[site] ?? 0 : near.reduce(0, +) / Double(near.count)
          })
      }
    }
    return middles

    /// Puts the sites of a layer in order as near to where they would be as their heights allow.
    func place(_ sites: [GraphLayering.Site], at desired: [Double]) {
      var placed: [Double] = []
      for (index, site) in sites.enumerated() {
        guard let last = placed.last else {
          placed.append(desired[index])
          continue
        }
        let distance = (height(sites[index - 1]) + height(site)) / 2 + gap
        placed.append(max(desired[index], last + distance))
      }
      let excess = zip(placed, desired).reduce(0.0) { $0 + $1.0 - $1.1 }
      let shift = sites.isEmpty ? 0 : excess / Double(sites.count)
      for (site, middle) in zip(sites, placed) { middles[site] = middle - shift }
    }
  }
}
