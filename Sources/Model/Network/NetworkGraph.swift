/// A network as nodes in the order in which they are computed. Tensor 0 is the input, tensor i + 1 is what
/// node i writes; the last node writes the network's output.
package struct NetworkGraph: Sendable, Equatable {
  package var inputShape: [Int]
  package var nodes: [NetworkNode] = []

  package init(inputShape: [Int]) { self.inputShape = inputShape }

  /// The elements of one example's output.
  package var outputs: Int { nodes.last?.outputs ?? 0 }

  /// Trainable numbers, each counted once; `Int.max` where an `Int` cannot hold them.
  package var parameterCount: Int { nodes.reduce(0) { $0.addingSaturated($1.parameterCount) } }

  /// The multiply-adds of the forward pass of one example; `Int.max` where an `Int` cannot hold them.
  package var multiplyAdds: Int { nodes.reduce(0) { $0.addingSaturated($1.multiplyAdds) } }

  /// The multiply-adds of a step of training on one example: those of the forward pass, as many for the
  /// gradients of the weights, and as many for the gradients of the inputs, where these depend on parameters.
  package var trainingMultiplyAdds: Int {
    let dependsOnParameters = dependsOnParameters
    return nodes.reduce(0) { sum, node in
      let passes = node.inputs.contains { dependsOnParameters[$0] } ? 3 : 2
      return (0..<passes).reduce(sum) { sum, _ in sum.addingSaturated(node.multiplyAdds) }
    }
  }

  /// Whether each tensor depends on a parameter that is trained.
  package var dependsOnParameters: [Bool] {
    nodes.reduce(into: [false]) { depends, node in
      depends.append(node.isTrained || node.inputs.contains { depends[$0] })
    }
  }

  /// The paths of the layers that have parameters of their own that are trained, in their order.
  package var trainedLayers: [String] {
    var layers: [String] = []
    for parameter in parameters.joined() where parameter.isTrained && layers.last != parameter.layer {
      layers.append(parameter.layer)
    }
    return layers
  }

  /// The parameters of each node, named as PyTorch would: `layers.0.weight`. Those that a node shares with
  /// one before it are not among them.
  package var parameters: [[ParameterShape]] {
    nodes.map { node in
      zip(node.parameters, node.parameters.indices).filter { node.tie(of: $1) == nil }.map { parameter, _ in
        var parameter = parameter
        parameter.name = "\(node.name).\(parameter.name)"
        return parameter
      }
    }
  }
}

extension ParameterShape {
  /// The path of the layer that a parameter of a network is of: `layers.0` of `layers.0.weight`.
  package var layer: String { name.split(separator: ".").dropLast().joined(separator: ".") }
}

/// A layer in its place: what it reads, and the shapes of one example.
package struct NetworkNode: Sendable, Equatable {
  @AnyValue package var layer: any Layer
  /// The path through the network's lists: `layers.0`, `layers.encoder`, `layers.1.shortcut`.
  package var name: String
  /// The tensors that it reads.
  package var inputs: [Int]
  /// Their shapes.
  package var inputShapes: [[Int]]
  package var output: [Int]
  /// With the names that they have in the layer.
  package var parameters: [ParameterShape]
  /// Where each parameter is, if it is another node's; empty where all are its own.
  package var ties: [ParameterTie?] = []
  /// The multiply-adds of the forward pass of one example.
  package var multiplyAdds = 0

  package init(
    layer: any Layer, name: String = "layers.0", inputs: [Int] = [0], inputShapes: [[Int]], output: [Int],
    parameters: [ParameterShape] = []
  ) {
    self.layer = layer
    self.name = name
    self.inputs = inputs
    self.inputShapes = inputShapes
    self.output = output
    self.parameters = parameters
  }

  /// The shape of the first tensor that it reads.
  package var input: [Int] { inputShapes[0] }
  /// The elements of one example of that; `Int.max` where an `Int` cannot hold them.
  package var inputCount: Int { input.elementCount }
  /// The elements of one example's output.
  package var outputs: Int { output.elementCount }

  /// Whether it has a parameter that is trained, be it another node's.
  package var isTrained: Bool { parameters.contains { $0.isTrained } }

  /// Trainable numbers of its own; `Int.max` where an `Int` cannot hold them.
  package var parameterCount: Int {
    parameters.indices.reduce(0) { sum, index in
      let isOwn = parameters[index].isTrained && tie(of: index) == nil
      return isOwn ? sum.addingSaturated(parameters[index].count) : sum
    }
  }

  package func tie(of parameter: Int) -> ParameterTie? {
    parameter < ties.count ? ties[parameter] : nil
  }
}

/// The parameter of another node that a node reads as its own.
package struct ParameterTie: Sendable, Equatable {
  /// A node before it.
  package var node: Int
  /// The parameter's place among those of that node.
  package var parameter: Int
  /// Whether its transpose is read.
  package var isTransposed: Bool

  package init(node: Int, parameter: Int, isTransposed: Bool) {
    self.node = node
    self.parameter = parameter
    self.isTransposed = isTransposed
  }
}
