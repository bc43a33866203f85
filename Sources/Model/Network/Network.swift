/// A feed-forward network: the shape of one example, without the batch, and the layers from input to output.
package struct Network: Sendable, Equatable {
  package var inputShape: [Int]
  package var layers: [LayerEntry]
  /// How parameters start by their names; the first that fits one is its own.
  package var initial: [InitialRule]

  package init(inputShape: [Int], layers: [LayerEntry], initial: [InitialRule] = []) {
    self.inputShape = inputShape
    self.layers = layers
    self.initial = initial
  }

  /// Layers one behind the other.
  package init(inputShape: [Int], layers: [any LayerElement]) {
    self.init(inputShape: inputShape, layers: layers.map { LayerEntry($0) })
  }

  /// The layers as nodes, with the shapes of what goes into each and comes out of it.
  ///
  /// - Throws: ``NetworkFault``.
  package func graph() throws(NetworkFault) -> NetworkGraph {
    var builder = try NetworkBuilder(inputShape: inputShape)
    builder.initial = initial
    guard !layers.isEmpty else { throw .noLayers }
    try builder.add(layers, behind: "layers")
    return try builder.finish(path: path(ofNode:))
  }

  /// The path to the entry of the node at `index`: `["layers", "1", "residual", "layers", "0"]`.
  ///
  /// It is looked for by building the network once more, for few ask and millions of networks are built.
  package func path(ofNode index: Int) -> [String] {
    guard var builder = try? NetworkBuilder(inputShape: inputShape) else { return [] }
    builder.watchedNode = index
    try? builder.add(layers, behind: "layers")
    return builder.watchedPath
  }
}
