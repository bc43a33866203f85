/// Makes a ``NetworkGraph`` of lists of layers, entry by entry.
package struct NetworkBuilder {
  /// More nodes than this are a mistake, not a model.
  private static let nodeLimit = 10_000

  private var graph: NetworkGraph
  /// What the next entry reads.
  package private(set) var current = 0
  private var isRead = [false]
  /// The path of the entry of each node that is looked at, for faults.
  private var path: [String] = []
  /// The parameters' names begin with this.
  private var scope = ""
  /// The names of outputs that can be read, the innermost list's last.
  private var names: [(name: String, tensor: Int)] = []
  /// Where the names of the innermost list begin.
  private var firstOwnName = 0
  private var isFrozen = false
  private var tie: String?
  /// How parameters start by their names.
  var initial: [InitialRule] = []
  /// The node whose path is asked for.
  var watchedNode: Int?
  private(set) var watchedPath: [String] = []

  init(inputShape: [Int]) throws(NetworkFault) {
    guard inputShape.allSatisfy({ $0 >= 1 }) else { throw .inputShape(inputShape) }
    graph = NetworkGraph(inputShape: inputShape)
  }

  /// The shape of what a tensor has of one example.
  package func shape(of tensor: Int) -> [Int] {
    tensor == 0 ? graph.inputShape : graph.nodes[tensor - 1].output
  }

  /// A fault of the group that is added.
  package func fault(_ fault: LayerFault) -> NetworkFault { .layer(path: path, fault) }

  /// Goes on behind another tensor.
  package mutating func go(to tensor: Int) { current = tensor }

  /// Adds a list of layers, which stands behind a key of the entry. Names that it gives to outputs are known
  /// in it alone. `scope` is added to the parameters' names, where one entry has several lists.
  package mutating func add(
    _ entries: [LayerEntry], behind key: String, scope name: String? = nil
  ) throws(NetworkFault) {
    let (outerScope, outerNames, outerFirst) = (scope, names.count, firstOwnName)
    let part = name ?? (scope.isEmpty ? key : nil)
    if let part { scope = scope.isEmpty ? part : "\(scope).\(part)" }
    firstOwnName = names.count
    path.append(key)
    for (index, entry) in entries.enumerated() {
      path.append("\(index)")
      try add(entry, at: index)
      path.removeLast()
    }
    path.removeLast()
    (scope, firstOwnName) = (outerScope, outerFirst)
    names.removeSubrange(outerNames...)
  }

  private mutating func add(_ entry: LayerEntry, at index: Int) throws(NetworkFault) {
    if let source = entry.source { current = try tensor(named: source) }
    let (outerScope, outerFrozen, outerTie) = (scope, isFrozen, tie)
    scope += "." + (entry.name ?? "\(index)")
    isFrozen = isFrozen || entry.isFrozen
    tie = entry.tie ?? tie
    if let layer = entry.layer as? any Layer {
      try add(layer)
    } else if let group = entry.layer as? any LayerGroup {
      path.append(type(of: group).name)
      try group.build(&self)
      path.removeLast()
    }
    (scope, isFrozen, tie) = (outerScope, outerFrozen, outerTie)
    if let name = entry.name {
      guard name != LayerEntry.input, !names[firstOwnName...].contains(where: { $0.name == name }) else {
        throw .repeatedName(path: path, name: name)
      }
      names.append((name, current))
    }
  }

  /// Adds a layer, or the layers of its stack, behind the current tensor or the outputs that it names.
  package mutating func add(_ layer: any Layer, scope name: String? = nil) throws(NetworkFault) {
    if let stack = layer.stack {
      let outer = scope
      for (index, part) in stack.enumerated() {
        scope = "\(outer).\(index)"
        try add(part)
      }
      scope = outer
      return
    }
    var inputs: [Int] = []
    for source in layer.sources { inputs.append(try tensor(named: source)) }
    try add(layer, reading: inputs.isEmpty ? [current] : inputs, scope: name)
  }

  /// Adds a layer that reads some tensors.
  package mutating func add(
    _ layer: any Layer, reading inputs: [Int], scope name: String? = nil
  ) throws(NetworkFault) {
    let index = graph.nodes.count
    guard index < Self.nodeLimit else { throw .tooManyLayers(path: path, limit: Self.nodeLimit) }
    if index == watchedNode { watchedPath = path }
    let inputShapes = inputs.map(shape)
    guard layer.inputIndices == nil || inputs.allSatisfy(isNetworkInput) else {
      throw .layer(path: path, .computedIndices)
    }
    let output: [Int]
    do throws(LayerFault) {
      output = try layer.outputShape(forInputs: inputShapes)
    } catch {
      throw .layer(path: path, error)
    }
    var node = NetworkNode(
      layer: layer, name: name.map { "\(scope).\($0)" } ?? scope, inputs: inputs, inputShapes: inputShapes,
      output: output, parameters: layer.parameters(for: inputShapes[0]))
    node.multiplyAdds = layer.multiplyAdds(for: inputShapes[0])
    if let tie { try share(&node, with: tie) }
    if !initial.isEmpty { node.apply(initial) }
    if isFrozen {
      for place in node.parameters.indices where node.tie(of: place) == nil {
        node.parameters[place].isTrained = false
      }
    }
    graph.nodes.append(node)
    for input in inputs { isRead[input] = true }
    isRead.append(false)
    current = index + 1
  }

  /// Whether a tensor has the elements of the network's input.
  private func isNetworkInput(_ tensor: Int) -> Bool {
    guard tensor > 0 else { return true }
    let node = graph.nodes[tensor - 1]
    return node.layer is any ShapeLayer && isNetworkInput(node.inputs[0])
  }

  /// Lets a node read the parameters of the layer of some name, where names and shapes are the same; weights
  /// whose shape is the other's turned round, as those of a decoder, are its transpose.
  private func share(_ node: inout NetworkNode, with name: String) throws(NetworkFault) {
    guard let tensor = names.last(where: { $0.name == name })?.tensor, tensor > 0 else {
      throw .tie(path: path, name: name, .unknown(known: names.map(\.name)))
    }
    let other = graph.nodes[tensor - 1]
    node.ties = node.parameters.map { parameter in
      guard let place = other.parameters.firstIndex(where: { $0.name == parameter.name }) else { return nil }
      let shape = other.parameters[place].shape
      let isTransposed = shape != parameter.shape
      // Only a dense layer reads weights the other way round.
      guard !isTransposed || node.layer is Dense && shape.count == 2 && shape.reversed() == parameter.shape
      else {
        return nil
      }
      // What the other node shares itself is the first one's.
      if let tie = other.tie(of: place) {
        return ParameterTie(
          node: tie.node, parameter: tie.parameter, isTransposed: tie.isTransposed != isTransposed)
      }
      return ParameterTie(node: tensor - 1, parameter: place, isTransposed: isTransposed)
    }
    for (index, tie) in node.ties.enumerated() {
      guard let tie else { continue }
      node.parameters[index].isTrained = graph.nodes[tie.node].parameters[tie.parameter].isTrained
    }
    guard node.ties.contains(where: { $0 != nil }) else {
      guard let own = node.parameters.first, let found = other.parameters.first else {
        throw .tie(path: path, name: name, .noParameters)
      }
      throw .tie(path: path, name: name, .shapes(own.shape, found.shape))
    }
  }

  private func tensor(named name: String) throws(NetworkFault) -> Int {
    if name == LayerEntry.input { return 0 }
    guard let found = names.last(where: { $0.name == name }) else {
      throw .unknownOutput(path: path, name: name, known: [LayerEntry.input] + names.map(\.name))
    }
    return found.tensor
  }

  /// The graph.
  ///
  /// - Throws: ``NetworkFault/noLayers``, or ``NetworkFault/unread(path:)`` where the output of a node other
  ///   than the last is read by nothing; its path is `path` of its index.
  func finish(path: (Int) -> [String]) throws(NetworkFault) -> NetworkGraph {
    guard !graph.nodes.isEmpty else { throw .noLayers }
    for node in graph.nodes.indices.dropLast() where !isRead[node + 1] { throw .unread(path: path(node)) }
    guard current == graph.nodes.count else { throw .unread(path: path(graph.nodes.count - 1)) }
    return graph
  }
}
