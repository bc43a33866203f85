/// A trial in one number type: the network, its loss and optimizer, and the memory of a step.
final class Trainer<S: Scalar> {
  let network: Network<S>
  let loss: LossDescription
  let kernels: Kernels<S>
  let team: Team
  private let optimizer: any Optimizer<S>
  private let source: any BatchSource
  private let sourceTargets: Targets
  private let sourceCount: Int
  private let workspace: Workspace<S>
  private let targets: TargetWorkspace<S>
  /// A block for each member of the team.
  private let gradients: AlignedBuffer<S>
  /// Made by the first evaluation.
  private var evaluationWorkspace: EvaluationWorkspace<S>?

  /// - Throws: as
  ///   ``makeTrainingSession(precision:network:loss:optimizer:source:maximumBatch:instructionSet:random:)``.
  init(
    network: NetworkDescription, loss: LossDescription, optimizer: OptimizerDescription,
    source: any BatchSource, maximumBatch: Int, instructionSet: InstructionSet, random: inout RandomGenerator
  ) throws(TrainingError) {
    guard let kernels = S.kernels(for: instructionSet) else {
      throw .instructionSetUnavailable(instructionSet)
    }
    guard maximumBatch >= 1 else { throw .batchSize(maximumBatch, maximum: max(source.count, 1)) }
    let network = try Network<S>(network, kernels: kernels, random: &random)
    try network.check(source, loss: loss)
    self.optimizer = try optimizer.makeOptimizer(count: network.parameters.count, kernels: kernels)
    let rows = max(1, min(maximumBatch, source.count))
    self.workspace = try Workspace(rows: rows, widths: network.widths, mode: .training)
    self.targets = try TargetWorkspace(rows: rows, outputs: network.outputCount, loss: loss)
    self.team = Team(capacity: network.usefulMembers(rows: rows, passes: 3))
    self.gradients = try AlignedBuffer(count: team.capacity * ParameterBlock<S>.count)
    self.network = network
    self.loss = loss
    self.kernels = kernels
    self.source = source
    self.sourceTargets = source.targets
    self.sourceCount = source.count
  }

  /// One step of the optimizer along the gradient of a batch's mean loss, which is returned.
  func step(rows: UnsafeBufferPointer<Int32>) throws(TrainingError) -> Double {
    try step(rows: rows, with: optimizer)
  }

  /// The same with any optimizer.
  func step(rows: UnsafeBufferPointer<Int32>, with optimizer: any Optimizer<S>) throws(TrainingError)
    -> Double
  {
    let m = rows.count
    guard 1...workspace.rows ~= m else { throw .batchSize(m, maximum: workspace.rows) }
    for row in rows {
      guard row >= 0, row < sourceCount else { throw .rowOutOfRange(Int(row), count: sourceCount) }
    }
    let members = min(team.muster(), network.usefulMembers(rows: m, passes: 3))
    let chunks = RowChunks(rows: m, members: members)
    let parts = network.preparationParts
    team.forEach(chunks.count, members: members) { chunk, _ in
      for part in parts * chunk / chunks.count..<parts * (chunk + 1) / chunks.count {
        network.prepareBackward(part: part)
      }
      computeLosses(rows, in: chunks[chunk])
    }
    let mean = targets.meanLoss(examples: m)
    guard mean.isFinite else { throw .diverged(loss: mean) }
    team.forEach(chunks.count, members: members) { chunk, _ in
      network.backward(workspace, rows: chunks[chunk])
    }
    optimizer.beginStep()
    let blocks = network.parameters.blocks
    team.forEach(
      blocks.count, members: members,
      share: { network.parameters.firstBlock(fromOffset: network.parameters.count * $0 / members) }
    ) { index, member in
      let block = blocks[index]
      let gradient = gradients.pointer + member * ParameterBlock<S>.count
      network.gradient(of: block, workspace, rows: 0..<m, into: gradient)
      optimizer.update(block.weights, at: block.offset, count: block.place.count, gradient: gradient)
    }
    return mean
  }

  /// Answers and losses of some rows of a batch, and the gradients of the answers.
  private func computeLosses(_ batch: UnsafeBufferPointer<Int32>, in rows: Range<Int>) {
    let numbers = UnsafeBufferPointer(rebasing: batch[rows])
    let x = workspace.input(rows: rows)
    source.gather(rows: numbers, into: x.pointer, stride: x.stride, kernels: kernels)
    targets.gather(sourceTargets, of: numbers, into: rows.lowerBound)
    let outputs = network.forward(workspace, rows: rows, mode: .training)
    loss.evaluate(
      targets.batch(
        rows: rows, of: batch.count, outputs: outputs,
        gradient: network.outputGradient(workspace, rows: rows),
        kernels: kernels))
  }

  /// The parameters, out of their layout.
  func parameters() -> [NamedParameter] {
    network.parameters.layers.joined().map { parameter in
      NamedParameter(
        name: parameter.description.name, shape: parameter.description.shape,
        values: parameter.logicalValues.map { Double($0) })
    }
  }

  /// Loss and accuracy over all examples of `source`.
  func evaluate(_ source: any BatchSource) throws(TrainingError) -> Evaluation {
    try network.check(source, loss: loss)
    guard source.count > 0 else { throw .batchSize(0, maximum: EvaluationWorkspace<S>.blockRows) }
    return try workspaceForEvaluation(rows: source.count)
      .evaluate(source, network: network, loss: loss, kernels: kernels, team: team)
  }

  /// The network's outputs (rows×outputs, row-major) for `features` (rows×inputs, row-major).
  func predict(features: [Double], rows: Int) throws(TrainingError) -> [Double] {
    guard rows >= 0, features.count == rows.multipliedFullWidth(by: network.inputCount).low else {
      throw .featureCount(expected: network.inputCount, found: features.count / max(rows, 1))
    }
    return try workspaceForEvaluation(rows: rows).predict(features: features, rows: rows, network: network)
  }

  /// The network's outputs (rows×outputs, row-major) for the examples `rows` of `source`.
  func outputs(_ source: any BatchSource, rows: Range<Int>) throws(TrainingError) -> [Double] {
    try network.check(source, loss: loss)
    guard rows.lowerBound >= 0, rows.upperBound <= source.count else {
      throw .rowOutOfRange(rows.upperBound - 1, count: source.count)
    }
    return try workspaceForEvaluation(rows: rows.count)
      .outputs(source, rows: rows, network: network, kernels: kernels)
  }

  private func workspaceForEvaluation(rows: Int) throws(TrainingError) -> EvaluationWorkspace<S> {
    let rows = max(1, min(rows, EvaluationWorkspace<S>.blockRows * team.capacity))
    if let evaluationWorkspace, evaluationWorkspace.rows >= rows { return evaluationWorkspace }
    let made = try EvaluationWorkspace<S>(rows: rows, widths: network.widths, loss: loss)
    evaluationWorkspace = made
    return made
  }
}

/// The rows of a batch cut for the members of a team: two pieces for each, so that who is held up can be helped out, in
/// whole tiles of the product.
private struct RowChunks {
  private let rows: Int
  private let height: Int

  init(rows: Int, members: Int) {
    self.rows = rows
    height = members == 1 ? rows : (rows + 16 * members - 1) / (16 * members) * 8
  }

  var count: Int { (rows + height - 1) / height }

  subscript(index: Int) -> Range<Int> { index * height..<min((index + 1) * height, rows) }
}

extension Network {
  /// How many threads pay for `passes` products of each weight with a batch of `rows`: each should have rows enough for
  /// the product's tiles, and work that is long beside the microsecond that handing it out takes.
  func usefulMembers(rows: Int, passes: Int) -> Int {
    let (operations, overflow) = (rows * 2 * passes).multipliedReportingOverflow(by: parameters.count)
    return max(1, min(rows / 8, overflow ? .max : operations / 2_000_000))
  }

  /// Whether the examples of `source` fit the network and its `loss`.
  ///
  /// - Throws: ``TrainingError/featureCount(expected:found:)`` or what ``Targets/check(count:outputs:loss:)``
  ///   throws.
  fileprivate func check(_ source: any BatchSource, loss: LossDescription) throws(TrainingError) {
    guard source.featureCount == inputCount else {
      throw .featureCount(expected: inputCount, found: source.featureCount)
    }
    try source.targets.check(count: source.count, outputs: outputCount, loss: loss)
  }
}
