import Model

/// A parameter of a node, by its place among those of the node's layer.
struct ParameterPlace: Hashable {
  var node: Int
  var parameter: Int
}

/// A network's graph as a program computes it.
///
/// Layers that leave elements as they are fall away: those that read such a layer's output read its input.
/// One that writes the network's output stays. Where a layer wants its tensors laid out otherwise than they
/// are, a layer ``Relayout`` stands between.
struct CompiledGraph {
  private(set) var graph: NetworkGraph
  /// Whether what each node writes is interleaved.
  private(set) var isInterleaved: [Bool] = []
  /// The tensor of each tensor of the network's graph, and the other layout of each tensor, where it was
  /// asked for.
  private var tensors = [0]
  private var relayouts: [Int: Int] = [:]

  init(_ network: NetworkGraph) {
    graph = NetworkGraph(inputShape: network.inputShape)
    var places = [Int](repeating: 0, count: network.nodes.count)
    for (index, var node) in network.nodes.enumerated() {
      node.inputs = node.inputs.map { tensors[$0] }
      node.ties = node.ties.map { tie in
        tie.map {
          ParameterTie(node: places[$0.node], parameter: $0.parameter, isTransposed: $0.isTransposed)
        }
      }
      if node.layer is any ShapeLayer, index < network.nodes.count - 1 {
        tensors.append(node.inputs[0])
        continue
      }
      let wanted: Bool =
        switch type(of: node.layer).tensorLayout {
        case .rows: false
        case .interleaved: true
        case .either: isInterleaved(node.inputs[0])
        }
      for slot in node.inputs.indices {
        node.inputs[slot] = laidOut(node.inputs[slot], interleaved: wanted, shape: node.inputShapes[slot])
      }
      places[index] = graph.nodes.count
      append(node, interleaved: wanted)
      tensors.append(graph.nodes.count)
    }
    // The loss reads rows.
    if let last = graph.nodes.last { _ = laidOut(graph.nodes.count, interleaved: false, shape: last.output) }
  }

  private func isInterleaved(_ tensor: Int) -> Bool { tensor > 0 && isInterleaved[tensor - 1] }

  private mutating func append(_ node: NetworkNode, interleaved: Bool) {
    graph.nodes.append(node)
    isInterleaved.append(interleaved)
  }

  /// A tensor in a layout.
  private mutating func laidOut(_ tensor: Int, interleaved: Bool, shape: [Int]) -> Int {
    if isInterleaved(tensor) == interleaved { return tensor }
    if let known = relayouts[tensor] { return known }
    append(
      NetworkNode(layer: Relayout(), name: "", inputs: [tensor], inputShapes: [shape], output: shape),
      interleaved: interleaved)
    relayouts[tensor] = graph.nodes.count
    return graph.nodes.count
  }
}

extension NetworkGraph {
  /// Where the parameters that a node reads are, among the own ones of their owners.
  func parameterPlaces(of index: Int) -> [ParameterPlace] {
    nodes[index].parameters.indices.map { parameter in
      let tie = nodes[index].tie(of: parameter)
      let (node, place) = tie.map { ($0.node, $0.parameter) } ?? (index, parameter)
      return ParameterPlace(node: node, parameter: nodes[node].ownPlace(of: place))
    }
  }

  /// The nodes that read each parameter of another node, in their order, with the places of the parameter
  /// among theirs; those of frozen parameters are left out.
  var sharedUses: [ParameterPlace: [ParameterPlace]] {
    var uses: [ParameterPlace: [ParameterPlace]] = [:]
    for (index, node) in nodes.enumerated() where !node.ties.isEmpty {
      let owners = parameterPlaces(of: index)
      for parameter in node.parameters.indices where node.tie(of: parameter) != nil {
        uses[owners[parameter], default: []].append(ParameterPlace(node: index, parameter: parameter))
      }
    }
    return uses
  }
}

extension NetworkNode {
  /// The places of the node's own parameters among all that it reads.
  var ownParameters: [Int] { parameters.indices.filter { tie(of: $0) == nil } }

  /// The place of a parameter among those that are the node's own.
  fileprivate func ownPlace(of parameter: Int) -> Int {
    (0..<parameter).count { tie(of: $0) == nil }
  }
}
