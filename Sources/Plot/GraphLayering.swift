/// The nodes of a graph in layers from left to right, each edge from one layer to the next.
///
/// The method of Sugiyama, Tagawa and Toda (1981): layers by the longest path, an invisible node where
/// an edge crosses a layer, and an order within the layers by the mean place of the neighbours.
struct GraphLayering {
  /// A node of the graph, or the place where an edge crosses a layer.
  enum Site: Hashable {
    case node(Int)
    case bend(edge: Int, layer: Int)
  }

  /// The edges whose ends exist and differ, by the indices of their nodes.
  let edges: [(index: Int, from: Int, to: Int)]
  /// The sites of each layer from top to bottom.
  private(set) var layers: [[Site]]
  /// For each of `edges` the sites that it goes through, its ends included.
  let routes: [[Site]]

  init(_ graph: Graph) {
    let indices = Dictionary(
      graph.nodes.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    var edges: [(index: Int, from: Int, to: Int)] = []
    for (index, edge) in graph.edges.enumerated() {
      guard let from = indices[edge.from], let to = indices[edge.to], from != to else { continue }
      edges.append((index, from, to))
    }
    let layerOfNode = Self.layers(count: graph.nodes.count, edges: edges.map { ($0.from, $0.to) })
    var layers = [[Site]](repeating: [], count: (layerOfNode.max() ?? -1) + 1)
    for (node, layer) in layerOfNode.enumerated() { layers[layer].append(.node(node)) }
    var routes: [[Site]] = []
    for edge in edges {
      let (first, last) = (layerOfNode[edge.from], layerOfNode[edge.to])
      let inner = min(first, last) + 1..<max(first, last, min(first, last) + 1)
      var bends = inner.map { Site.bend(edge: edge.index, layer: $0) }
      for (layer, bend) in zip(inner, bends) { layers[layer].append(bend) }
      if last < first { bends.reverse() }
      routes.append([.node(edge.from)] + bends + [.node(edge.to)])
    }
    self.edges = edges
    self.layers = layers
    self.routes = routes
    sortLayers()
  }

  /// The sites that an edge joins to each site.
  var neighbours: [Site: [Site]] {
    var neighbours: [Site: [Site]] = [:]
    for route in routes {
      for (first, second) in zip(route, route.dropFirst()) {
        neighbours[first, default: []].append(second)
        neighbours[second, default: []].append(first)
      }
    }
    return neighbours
  }

  /// The layer of each node: one more than the last of its predecessors; without predecessors just
  /// before the first of its successors, so that a weight stands beside where it is used.
  private static func layers(count: Int, edges: [(from: Int, to: Int)]) -> [Int] {
    let forward = withoutCycles(count: count, edges: edges)
    var layers = [Int](repeating: 0, count: count)
    // The longest path has less than `count` edges; so many rounds reach its end.
    for _ in 0..<count {
      var changed = false
      for edge in forward where layers[edge.to] <= layers[edge.from] {
        layers[edge.to] = layers[edge.from] + 1
        changed = true
      }
      if !changed { break }
    }
    let hasPredecessor = Set(forward.map(\.to))
    for node in 0..<count where !hasPredecessor.contains(node) {
      let successors = forward.filter { $0.from == node }.map { layers[$0.to] }
      if let first = successors.min() { layers[node] = first - 1 }
    }
    return layers
  }

  /// The edges without those that close a cycle, which do not count for layers.
  private static func withoutCycles(
    count: Int, edges: [(from: Int, to: Int)]
  ) -> [(from: Int, to: Int)] {
    var successors = [[Int]](repeating: [], count: count)
    var kept: [(from: Int, to: Int)] = []
    for edge in edges {
      var seen = Set([edge.to])
      var pending = [edge.to]
      while let node = pending.popLast() {
        for next in successors[node] where seen.insert(next).inserted { pending.append(next) }
      }
      guard !seen.contains(edge.from) else { continue }
      successors[edge.from].append(edge.to)
      kept.append(edge)
    }
    return kept
  }

  /// Orders each layer by the mean place of its neighbours in the layer before, then in the one
  /// behind, a few times over; equal means keep their order.
  private mutating func sortLayers() {
    let neighbours = neighbours
    for round in 0..<8 {
      let forwards = round.isMultiple(of: 2)
      let order = forwards ? Array(layers.indices.dropFirst()) : layers.indices.dropLast().reversed()
      for layer in order {
        let fixed = layers[forwards ? layer - 1 : layer + 1]
        let places = Dictionary(uniqueKeysWithValues: zip(fixed, 0...))
        let sorted = layers[layer].enumerated().map { place, site in
          let near = (neighbours[site] ?? []).compactMap { places[$0] }
          let mean = near.isEmpty ? Double(place) : Double(near.reduce(0, +)) / Double(near.count)
          return (mean: mean, place: place, site: site)
        }.sorted { ($0.mean, $0.place) < ($1.mean, $1.place) }
        layers[layer] = sorted.map(\.site)
      }
    }
  }
}
