import Model

/// A parameter of a node, by its place among those of the node's layer.
struct ParameterPlace: Hashable {
  var node: Int
  var parameter: Int
}

extension NetworkGraph {
  /// The graph without layers that leave elements as they are: those that read such a layer's output read its
  /// input. One that writes the network's output stays.
  var withoutShapeLayers: NetworkGraph {
    var graph = NetworkGraph(inputShape: inputShape)
    // What becomes of each tensor, and of each node.
    var (tensors, places) = ([0], [Int](repeating: 0, count: nodes.count))
    for (index, var node) in nodes.enumerated() {
      node.inputs = node.inputs.map { tensors[$0] }
      node.ties = node.ties.map { tie in
        tie.map {
          ParameterTie(node: places[$0.node], parameter: $0.parameter, isTransposed: $0.isTransposed)
        }
      }
      if node.layer is any ShapeLayer, index < nodes.count - 1 {
        tensors.append(node.inputs[0])
        continue
      }
      places[index] = graph.nodes.count
      graph.nodes.append(node)
      tensors.append(graph.nodes.count)
    }
    return graph
  }

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
