/// A trial in one number type: the network, its loss and optimizer, and the memory of a step.
final class Trainer<S: Scalar> {
  let network: Network<S>
  let loss: LossDescription
  let kernels: Kernels<S>
  private let optimizer: any Optimizer<S>
  private let source: any BatchSource
  private let sourceTargets: Targets
  private let sourceCount: Int
  private let workspace: Workspace<S>
  private let targets: TargetWorkspace<S>
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
    self.network = network
    self.loss = loss
    self.kernels = kernels
    self.source = source
    self.sourceTargets = source.targets
    self.sourceCount = source.count
  }

  /// One step of the optimizer along the gradient of a batch's mean loss, which is returned.
  func step(rows: UnsafeBufferPointer<Int32>) throws(TrainingError) -> Double {
    let mean = try computeGradients(rows: rows)
    optimizer.step(network.parameters)
    return mean
  }

  /// The mean loss of a batch; its gradients are left in the network's parameters.
  func computeGradients(rows: UnsafeBufferPointer<Int32>) throws(TrainingError) -> Double {
    let m = rows.count
    guard 1...workspace.rows ~= m else { throw .batchSize(m, maximum: workspace.rows) }
    for row in rows {
      guard row >= 0, row < sourceCount else { throw .rowOutOfRange(Int(row), count: sourceCount) }
    }
    let x = workspace.input(rows: m)
    source.gather(rows: rows, into: x.pointer, stride: x.stride, kernels: kernels)
    targets.gather(sourceTargets, rows: rows)
    let outputs = network.forward(workspace, rows: m, mode: .training)
    let batch = targets.batch(
      outputs: outputs, gradient: network.outputGradient(workspace, rows: m), kernels: kernels)
    loss.evaluate(batch)
    let mean = batch.meanLoss
    guard mean.isFinite else { throw .diverged(loss: mean) }
    network.backward(workspace, rows: m)
    return mean
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
    guard source.count > 0 else { throw .batchSize(0, maximum: EvaluationWorkspace<S>.maximumRows) }
    return try workspaceForEvaluation(rows: source.count)
      .evaluate(source, network: network, loss: loss, kernels: kernels)
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
    let rows = max(1, min(rows, EvaluationWorkspace<S>.maximumRows))
    if let evaluationWorkspace, evaluationWorkspace.rows >= rows { return evaluationWorkspace }
    let made = try EvaluationWorkspace<S>(rows: rows, widths: network.widths, loss: loss)
    evaluationWorkspace = made
    return made
  }
}

extension Network {
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
