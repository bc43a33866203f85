import Model

/// A network in a trial: the operations of its nodes in the order in which they are computed, their
/// parameters, and the phases of a step of training. The memory of a batch is passed in.
final class Program<S: Scalar> {
  let parameters: ParameterStore<S>
  let wiring: Wiring
  /// A step of training, up to the update of the parameters.
  let phases: [Phase]
  /// Whether the network's input is read as bytes, where the dataset has some.
  let readsBytes: Bool
  /// Where a layer reads the network's input as whole numbers: so many, from 0 on.
  let indexCount: Int?
  /// A task of a phase of rows has at most so many, a multiple of ``rowUnit``, so that what is kept of them
  /// stays in the cache of a core between its forward and its backward pass.
  let rowLimit: Int
  private let operations: [any Operation<S>]
  /// The other uses of the parameters that several nodes share, by the owner's node and parameter.
  private let sharedUses: [ParameterPlace: [ParameterPlace]]
  /// The places of each node's own parameters among all that its operation reads.
  private let ownParameters: [[Int]]
  /// The parts of what the operations prepare.
  private let preparations: [(node: Int, part: Int)]
  private let drawingNodes: [Int]
  private let kernels: Kernels<S>
  /// The multiply-adds of the forward pass of one example.
  private let multiplyAdds: Int

  /// Builds the operations; the parameters get their initial values, layer by layer, in their order.
  ///
  /// - Throws: ``TrainingError/network(_:)``, ``TrainingError/noOperation(_:)`` or
  ///   ``TrainingError/outOfMemory(elements:)``.
  init(
    _ network: Network, kernels: Kernels<S>, random: inout RandomGenerator
  ) throws(TrainingError) {
    let compiled: CompiledGraph
    do throws(NetworkFault) {
      compiled = CompiledGraph(try network.graph())
    } catch {
      throw .network(error)
    }
    let graph = compiled.graph
    let parameters = try ParameterStore<S>(graph.parameters)
    for parameter in parameters.layers.joined() {
      parameter.load(parameter.description.draw(using: &random))
    }
    let wiring = Wiring(
      widths: [graph.inputShape.elementCount] + graph.nodes.map(\.outputs),
      inputs: graph.nodes.map(\.inputs), isTrained: graph.nodes.map(\.isTrained),
      isInterleaved: compiled.isInterleaved)
    var operations: [any Operation<S>] = []
    for (index, node) in graph.nodes.enumerated() {
      let context = OperationContext(
        node: node,
        parameters: graph.parameterPlaces(of: index).map { parameters.layers[$0.node][$0.parameter] },
        needsInputGradient: wiring.slots(of: index).contains { wiring.hasGradient[wiring.tensors[$0]] },
        kernels: kernels)
      operations.append(try node.layer.operation(context))
    }
    self.parameters = parameters
    self.sharedUses = graph.sharedUses
    self.ownParameters = graph.nodes.map(\.ownParameters)
    self.wiring = wiring
    self.operations = operations
    self.drawingNodes = operations.indices.filter { operations[$0].drawsNumbers }
    self.preparations = operations.enumerated().flatMap { node, operation in
      (0..<operation.preparationParts).map { (node, $0) }
    }
    self.kernels = kernels
    self.multiplyAdds = graph.multiplyAdds
    self.indexCount = graph.nodes.compactMap { $0.layer.inputIndices?.count }.min()
    let (bytes, unit) = (operations.compactMap(\.bytesOfRow).max(), Self.rowUnit(wiring))
    self.rowLimit = bytes.map { max(Self.cacheBytes / max($0, 1) / unit, 1) * unit } ?? .max
    self.phases = PhasePlan(operations, wiring).phases
    self.readsBytes = operations.enumerated().allSatisfy { node, operation in
      operation.readsBytes || !wiring.slots(of: node).contains { wiring.tensors[$0] == 0 }
    }
  }

  /// The elements of one example's input.
  var inputCount: Int { wiring.widths[0] }

  /// The elements of one example's output.
  var outputCount: Int { wiring.widths[wiring.nodeCount] }

  /// The elements of one example's output of the first node.
  var firstOutputCount: Int { wiring.widths[1] }

  /// The memory of a batch of at most `rows` examples.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  func makeArena(rows: Int, mode: NetworkMode, inputCopies: Int = 1) throws(TrainingError) -> Arena<S> {
    try Arena(
      rows: rows, wiring: wiring, savedWidths: operations.map { $0.savedWidths(mode) }, mode: mode,
      inputCopies: inputCopies)
  }

  /// The rows of a batch are cut at multiples of this.
  var rowUnit: Int { Self.rowUnit(wiring) }

  private static func rowUnit(_ wiring: Wiring) -> Int {
    wiring.isInterleaved.contains(true) ? S.lanes : ProductTile.rows
  }

  /// Whether an operation draws random numbers in a step.
  var drawsNumbers: Bool { !drawingNodes.isEmpty }

  /// What a core keeps for itself: most of the second cache of current processors.
  private static var cacheBytes: Int { 1 << 20 }

  /// Draws what the operations need of random numbers for a step with the batch x, node by node.
  func draw(_ x: LayerInput<S>, _ arena: Arena<S>, using random: inout RandomGenerator) {
    for node in drawingNodes {
      let tensors = NodeTensors(arena: arena, node: node, rows: 0..<x.rows, networkInput: x)
      operations[node].draw(tensors, using: &random)
    }
  }

  /// Does one of `count` equal shares of what a step needs of the parameters as they stand.
  func prepare(share: Int, of count: Int) {
    let all = preparations.count
    for place in all * share / count..<all * (share + 1) / count {
      let (node, part) = preparations[place]
      operations[node].prepare(part: part)
    }
  }

  /// Called once, with the parameters as they stand, before rows are evaluated.
  func beginEvaluation() {
    for operation in operations { operation.beginEvaluation() }
  }

  /// The network's output (rows×outputs) in evaluation, for the input x of some rows of `arena`.
  func evaluate(_ x: LayerInput<S>, _ arena: Arena<S>, rows: Range<Int>) -> MatrixView<S> {
    for node in operations.indices {
      let tensors = NodeTensors(arena: arena, node: node, rows: rows, networkInput: x)
      operations[node].forward(tensors, columns: 0..<wiring.widths[node + 1], mode: .evaluation)
    }
    return output(arena, rows: rows)
  }

  /// Some columns of the first node's output, in training.
  func forwardTile(_ x: LayerInput<S>, _ arena: Arena<S>, rows: Range<Int>, columns: Range<Int>) {
    let tensors = NodeTensors(arena: arena, node: 0, rows: rows, networkInput: x)
    operations[0].forward(tensors, columns: columns, mode: .training)
  }

  /// What a task does for some rows, whose input is x. The `loss` writes the gradient of the network's
  /// output.
  @inline(__always)
  func run(
    _ steps: [RowStep], _ x: LayerInput<S>, _ arena: Arena<S>, rows: Range<Int>, loss: () -> Void
  ) {
    for step in steps {
      switch step {
      case .forward(let node):
        let tensors = NodeTensors(arena: arena, node: node, rows: rows, networkInput: x)
        operations[node].forward(tensors, columns: 0..<wiring.widths[node + 1], mode: .training)
      case .loss: loss()
      case .backward(let node):
        operations[node].backward(NodeTensors(arena: arena, node: node, rows: rows, networkInput: x))
      case .addGradient(let slot): addGradient(slot, arena, rows: rows)
      }
    }
  }

  private func addGradient(_ slot: Int, _ arena: Arena<S>, rows: Range<Int>) {
    guard let added = arena.gradient(ofSlot: slot, rows: rows) else { return }
    let sum = arena.gradient(of: wiring.tensors[slot] - 1, rows: rows)
    kernels.add(count: sum.count, added.pointer, to: sum.pointer)
  }

  /// A part of what a node needs of all rows of the batch x.
  func beginBatch(node: Int, _ direction: Direction, part: Int, _ x: LayerInput<S>, _ arena: Arena<S>) {
    let tensors = NodeTensors(arena: arena, node: node, rows: 0..<x.rows, networkInput: x)
    operations[node].beginBatch(direction, part: part, tensors)
  }

  /// The gradient of a block of the parameters, from what the phases have left for all rows of the batch x.
  func gradient(of block: ParameterBlock<S>, _ x: LayerInput<S>, _ arena: Arena<S>) -> BlockGradient<S> {
    func gradient(node: Int, parameter: Int) -> Gradient<S> {
      let tensors = NodeTensors(arena: arena, node: node, rows: 0..<x.rows, networkInput: x)
      return operations[node].gradient(of: parameter, tensors)
    }
    var result = BlockGradient(
      gradient: gradient(node: block.layer, parameter: ownParameters[block.layer][block.parameter]),
      place: block.place)
    if !sharedUses.isEmpty {
      let owner = ParameterPlace(node: block.layer, parameter: block.parameter)
      result.others = sharedUses[owner, default: []].map { gradient(node: $0.node, parameter: $0.parameter) }
    }
    return result
  }

  /// The numbers that ``BlockGradient/compute(scratch:kernels:)`` needs room for.
  var gradientScratchCount: Int { ParameterBlock<S>.count * (sharedUses.isEmpty ? 1 : 2) }

  /// The network's output (rows×outputs).
  func output(_ arena: Arena<S>, rows: Range<Int>) -> MatrixView<S> {
    arena.output(of: wiring.nodeCount - 1, rows: rows)
  }

  /// Where the loss writes the gradient (rows×outputs) of the network's output.
  func outputGradient(_ arena: Arena<S>, rows: Range<Int>) -> MatrixView<S> {
    arena.gradient(of: wiring.nodeCount - 1, rows: rows)
  }

  /// How many workers pay for `passes` passes over a batch of `rows`: each should have rows enough for the
  /// product's tiles, and work that is long beside the microsecond that handing it out takes.
  func usefulWorkers(rows: Int, passes: Int) -> Int {
    let work = max(parameters.count, multiplyAdds)
    let (operations, overflow) = (rows * 2 * passes).multipliedReportingOverflow(by: work)
    return max(1, min(rows / rowUnit, overflow ? .max : operations / 2_000_000))
  }
}
