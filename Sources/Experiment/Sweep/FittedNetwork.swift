import Model

/// The network of trials whose parts fit each other, with its size and cost. (A class: it is asked for every
/// one of a million trials, few of which differ in it.)
package final class FittedNetwork: Sendable {
  package let graph: NetworkGraph
  package let cost: Cost

  /// What a network takes.
  package struct Cost: Sendable {
    /// Trainable numbers.
    package let parameters: Int
    /// The multiply-adds of the forward pass of one example.
    package let multiplyAdds: Int
    /// The multiply-adds of a step of training on one example.
    package let trainingMultiplyAdds: Int

    package init(of graph: NetworkGraph) {
      parameters = graph.parameterCount
      multiplyAdds = graph.multiplyAdds
      trainingMultiplyAdds = graph.trainingMultiplyAdds
    }
  }

  init(_ graph: NetworkGraph) {
    self.graph = graph
    cost = Cost(of: graph)
  }
}
