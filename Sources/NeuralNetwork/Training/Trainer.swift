import Model

/// A trial in one number type: the network, its loss and optimizer, and the memory of a step.
///
/// A step is three loops over tasks, which the workers of the ``team`` share. Each begins when the one before
/// is finished:
///
///     loop                    a task                        computes
///     1. first layer          some rows and columns of      these outputs, and a part of what the backward
///                             its outputs                   pass needs of the parameters
///     2. other layers,        some rows of the batch        their outputs and losses, and the gradients of
///        loss, backward                                     all their activations
///     3. update               a block of the parameters     its gradient over all rows of the batch, and the
///                                                           optimizer's step along it
///
/// ``BatchPieces`` cuts the first two loops into tasks, ``BlockShares`` gives the third one's to the workers.
final class Trainer<S: Scalar> {
  let network: CompiledNetwork<S>
  let loss: LossOperation<S>
  let kernels: Kernels<S>
  let team: Team
  private let optimizer: any UpdateRule<S>
  private let sourceTargets: Targets
  private let sourceCount: Int
  private let workspace: Workspace<S>
  private let input: BatchInput<S>
  private let targets: TargetWorkspace<S>
  /// Which worker updates what, for each number of workers from one on.
  private let updates: [BlockShares]
  /// Room for the gradient of a block, for each worker of the team.
  private let gradients: AlignedBuffer<S>
  private let runningMetrics: ExampleMetrics
  /// The number of each example of a batch for each running metric (metrics×rows).
  private let runningNumbers: AlignedBuffer<Double>
  /// The sums of those over the examples of all steps since they were last taken, and the number of these
  /// examples.
  private var runningSums: (values: [Double], count: Int)
  /// Made by the first evaluation.
  private var evaluationWorkspace: EvaluationWorkspace<S>?

  /// - Throws: as
  ///   `makeTrainingSession`.
  init(
    network: Network, loss: any Loss, optimizer: any Optimizer,
    source: any BatchSource, runningMetrics: [MetricKind] = [], maximumBatch: Int, maximumThreads: Int = .max,
    instructionSet: InstructionSet, random: inout RandomGenerator
  ) throws(TrainingError) {
    guard let kernels = S.kernels(for: instructionSet) else {
      throw .instructionSetUnavailable(instructionSet)
    }
    guard maximumBatch >= 1 else { throw .batchSize(maximumBatch, maximum: max(source.count, 1)) }
    guard let optimizer = optimizer as? any TrainingOptimizer else {
      throw .noOperation(type(of: optimizer).name)
    }
    let loss = try LossOperation<S>(loss)
    let network = try CompiledNetwork<S>(network, kernels: kernels, random: &random)
    try network.check(source, loss: loss)
    self.optimizer = try optimizer.makeRule(count: network.parameters.count, kernels: kernels)
    let rows = max(1, min(maximumBatch, source.count))
    self.team = Team(capacity: min(network.usefulWorkers(rows: rows, passes: 3), maximumThreads))
    self.workspace = try Workspace(
      rows: rows, widths: network.widths, mode: .training,
      inputCopies: BatchInput<S>.copyCount(
        of: source.features, rows: rows, width: network.inputCount, workers: team.capacity))
    self.input = try BatchInput(copies: workspace.inputs, source: source)
    self.targets = try TargetWorkspace(rows: rows, outputs: network.outputCount, loss: loss)
    self.updates = (1...team.capacity).map { BlockShares(network.parameters.blocks, workers: $0) }
    self.gradients = try AlignedBuffer(count: team.capacity * ParameterBlock<S>.count)
    self.runningMetrics = try ExampleMetrics(runningMetrics)
    self.runningNumbers = try AlignedBuffer(count: runningMetrics.count * rows)
    self.runningSums = ([Double](repeating: 0, count: runningMetrics.count), 0)
    self.network = network
    self.loss = loss
    self.kernels = kernels
    self.sourceTargets = source.targets
    self.sourceCount = source.count
  }

  /// One step of the optimizer along the gradient of a batch's mean loss, which is returned.
  func step(_ batch: Range<Int>, of order: UnsafeBufferPointer<Int32>) throws(TrainingError) -> Double {
    try step(batch, of: order, with: optimizer)
  }

  /// The same with any optimizer.
  func step(
    _ batch: Range<Int>, of order: UnsafeBufferPointer<Int32>, with optimizer: any UpdateRule<S>
  ) throws(TrainingError) -> Double {
    let m = batch.count
    guard 1...workspace.rows ~= m else { throw .batchSize(m, maximum: workspace.rows) }
    precondition(batch.lowerBound >= 0 && batch.upperBound <= order.count, "a batch is a part of its order")
    let rows = UnsafeBufferPointer(rebasing: order[batch])
    for row in rows {
      guard row >= 0, row < sourceCount else { throw .rowOutOfRange(Int(row), count: sourceCount) }
    }
    let workers = min(team.workersForNextStep(), network.usefulWorkers(rows: m, passes: 3))
    let pieces = BatchPieces(
      rows: m, columns: network.firstOutputCount, workers: workers,
      columnUnit: input.isShared ? nil : network.firstColumnUnit)
    input.begin(batch, of: order)
    let parts = network.preparationParts
    team.forEach(pieces.count, workers: workers) { index, worker in
      for part in parts * index / pieces.count..<parts * (index + 1) / pieces.count {
        network.prepareBackward(part: part)
      }
      let piece = pieces[index]
      network.forwardFirst(
        input.load(piece.rows, for: worker), workspace, rows: piece.rows, columns: piece.columns,
        mode: .training)
    }
    let chunks = BatchPieces(rows: m, columns: network.outputCount, workers: workers, columnUnit: nil)
    team.forEach(chunks.count, workers: workers) { index, worker in
      let chunk = chunks[index].rows
      computeLosses(rows, in: chunk)
      // Before it is known whether the loss is finite: nothing but activations is written.
      network.backward(input.whole(for: worker).rows(chunk), workspace, rows: chunk)
    }
    let mean = targets.meanLoss(examples: m)
    guard mean.isFinite else { throw .diverged(loss: mean) }
    addRunningNumbers(examples: m)
    optimizer.beginStep()
    let (blocks, shares) = (network.parameters.blocks, updates[workers - 1])
    team.forEach(shares.order.count, workers: workers, start: { shares.starts[$0] }) { index, worker in
      let block = blocks[Int(shares.order[index])]
      let own = shares.starts[worker]..<shares.starts[worker + 1]
      if own.contains(index) { input.prefetch(part: index - own.lowerBound, of: own.count) }
      optimizer.update(
        block, along: network.gradient(of: block, input.whole(for: worker), workspace),
        scratch: gradients.pointer + worker * ParameterBlock<S>.count)
    }
    return mean
  }

  /// The network's outputs for some rows of a batch, from the first layer's; their losses, and the gradients
  /// of the outputs.
  private func computeLosses(_ batch: UnsafeBufferPointer<Int32>, in rows: Range<Int>) {
    let numbers = UnsafeBufferPointer(rebasing: batch[rows])
    targets.gather(sourceTargets, of: numbers, into: rows.lowerBound)
    let outputs = network.forwardRest(workspace, rows: rows, mode: .training)
    let lossBatch = targets.batch(
      rows: rows, of: batch.count, outputs: outputs, gradient: network.outputGradient(workspace, rows: rows),
      kernels: kernels)
    loss.evaluate(lossBatch)
    if runningMetrics.count > 0 {
      runningMetrics.write(
        lossBatch, byClass: loss.needsClasses, to: runningNumbers.pointer, first: rows.lowerBound,
        stride: workspace.rows)
    }
  }

  /// Adds the running metrics' numbers of a batch to the sums, in ascending order.
  private func addRunningNumbers(examples: Int) {
    for metric in 0..<runningMetrics.count {
      let numbers = runningNumbers.pointer + metric * workspace.rows
      for row in 0..<examples { runningSums.values[metric] += numbers[row] }
    }
    runningSums.count += examples
  }

  /// The running metrics over the examples of all steps since this was last called.
  func takeRunningMetrics() -> [Double] {
    defer { runningSums = ([Double](repeating: 0, count: runningMetrics.count), 0) }
    return runningMetrics.reduce(runningSums.values, count: runningSums.count)
  }

  /// The parameters, out of their layout.
  func parameters() -> [NamedParameter] {
    network.parameters.layers.joined().map { parameter in
      NamedParameter(
        name: parameter.description.name, shape: parameter.description.shape,
        values: parameter.logicalValues.map { Double($0) })
    }
  }

  /// Whether every parameter is a finite number: a sum of all of them and their padding times 0 is 0 then.
  func hasFiniteParameters() -> Bool {
    let values = network.parameters.values
    var sum: S = 0
    for place in 0..<values.count { sum += values.pointer[place] * 0 }
    return sum == 0
  }

  /// Gives the bytes of each parameter in turn; see ``TrainingSession/parameterBytes(_:)``.
  func parameterBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    for parameter in network.parameters.layers.joined() {
      // All processors that nnrun runs on are little-endian.
      parameter.logicalValues.withUnsafeBytes(body)
    }
  }

  /// The loss and `metrics` over all examples of `source`.
  func evaluate(_ source: any BatchSource, metrics: ExampleMetrics) throws(TrainingError) -> Evaluation {
    try network.check(source, loss: loss)
    guard source.count > 0 else { throw .batchSize(0, maximum: EvaluationWorkspace<S>.blockRows) }
    return try workspaceForEvaluation(rows: source.count)
      .evaluate(source, metrics: metrics, network: network, loss: loss, kernels: kernels, team: team)
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

extension CompiledNetwork {
  /// How many workers pay for `passes` products of each weight with a batch of `rows`: each should have rows
  /// enough for the product's tiles, and work that is long beside the microsecond that handing it out takes.
  func usefulWorkers(rows: Int, passes: Int) -> Int {
    let (operations, overflow) = (rows * 2 * passes).multipliedReportingOverflow(by: parameters.count)
    return max(1, min(rows / ProductTile.rows, overflow ? .max : operations / 2_000_000))
  }

  /// Whether the examples of `source` fit the network and its `loss`.
  ///
  /// - Throws: ``TrainingError/featureCount(expected:found:)`` or what ``Targets/check(count:outputs:loss:)``
  ///   throws.
  fileprivate func check(_ source: any BatchSource, loss: LossOperation<S>) throws(TrainingError) {
    guard source.featureCount == inputCount else {
      throw .featureCount(expected: inputCount, found: source.featureCount)
    }
    if case .bytes(let bytes) = source.features {
      precondition(
        bytes.width == source.featureCount && bytes.count >= source.count, "a source agrees with itself")
    }
    try source.targets.check(count: source.count, outputs: outputCount, loss: loss.loss)
  }
}
