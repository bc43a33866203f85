import Model

/// A trial in one number type: the network, its loss and optimizer, and the memory of a step.
///
/// A step goes through the phases of the ``Program`` and then updates the parameters block by block; the
/// workers of the ``team`` share the tasks of each. `docs/STEP.md` describes it. ``BatchPieces`` cuts the
/// phases into tasks, ``BlockShares`` gives the update's to the workers.
final class Trainer<S: Scalar> {
  let program: Program<S>
  let loss: LossOperation<S>
  let kernels: Kernels<S>
  let team: Team
  let update: ParameterUpdate<S>
  private let sourceTargets: SourceTargets
  private let sourceCount: Int
  private let arena: Arena<S>
  private let input: BatchInput<S>
  private let targets: TargetWorkspace<S>
  /// Which worker updates what, for each number of workers from one on.
  private let shares: [BlockShares]
  /// Room for the gradient of a block, for each worker of the team.
  private let gradients: AlignedBuffer<S>
  private var runningMetrics: RunningMetrics
  /// Whether the steps to come measure norms.
  var measuresNorms = false
  /// Made by the first step that measures them.
  private(set) var norms: NormMeasurement<S>?
  /// Made by the first evaluation.
  private var evaluator: Evaluator<S>?

  /// - Throws: as
  ///   `makeTrainingSession`.
  init(
    network: Network, loss: any Loss, optimizer: any Optimizer, gradients: GradientRules = GradientRules(),
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
    let program = try Program<S>(network, kernels: kernels, random: &random)
    try program.check(source, loss: loss)
    self.update = try ParameterUpdate(
      optimizer.makeRule(kernels: kernels), learningRate: optimizer.learningRate,
      count: program.parameters.count,
      treatment: try GradientTreatment(gradients, program.parameters, kernels: kernels), kernels: kernels)
    let rows = max(1, min(maximumBatch, source.count))
    self.team = Team(capacity: min(program.usefulWorkers(rows: rows, passes: 3), maximumThreads))
    let features = InputFeatures(source, asBytes: program.readsBytes)
    self.arena = try program.makeArena(
      rows: rows, mode: .training,
      inputCopies: BatchInput<S>.copyCount(
        of: features, rows: rows, width: program.inputCount, workers: team.capacity))
    self.input = try BatchInput(copies: arena.inputs, features: features, sourceCount: source.count)
    self.targets = try TargetWorkspace(rows: rows, outputs: program.outputCount, loss: loss)
    self.shares = (1...team.capacity).map { BlockShares(program.parameters.blocks, workers: $0) }
    self.gradients = try AlignedBuffer(count: team.capacity * program.gradientScratchCount)
    self.runningMetrics = try RunningMetrics(
      runningMetrics, rows: rows, outputs: program.outputCount)
    self.program = program
    self.loss = loss
    self.kernels = kernels
    self.sourceTargets = SourceTargets(source)
    self.sourceCount = source.count
  }

  /// One step of the optimizer along the gradient of a batch's mean loss, which is returned.
  func step(
    _ batch: Range<Int>, of order: UnsafeBufferPointer<Int32>, random: inout RandomGenerator
  ) throws(TrainingError) -> Double {
    try step(batch, of: order, random: &random, with: update)
  }

  /// The same with any optimizer.
  func step(
    _ batch: Range<Int>, of order: UnsafeBufferPointer<Int32>, random: inout RandomGenerator,
    with update: ParameterUpdate<S>
  ) throws(TrainingError) -> Double {
    let examples = try check(batch, of: order)
    let workers = min(team.workersForNextStep(), program.usefulWorkers(rows: batch.count, passes: 3))
    input.begin(batch, of: order)
    // The input is loaded by the first phase, and here only where it must be.
    if program.drawsNumbers { program.draw(input.whole(for: 0), arena, using: &random) }
    let weight = loss.weight(of: examples, in: sourceTargets)
    for (index, phase) in program.phases.enumerated() {
      run(phase, isFirst: index == 0, examples, weight: weight, workers: workers)
    }
    let mean = targets.meanLoss(examples: batch.count, weight: weight)
    guard mean.isFinite else { throw .diverged(loss: mean) }
    runningMetrics.add(examples: batch.count)
    if measuresNorms {
      let norms = try normMeasurement()
      measureBlocks(workers: workers) { block, place, worker in
        norms.begin(
          block, at: place, program.gradient(of: block, input.whole(for: worker), arena),
          scratch: scratch(worker))
      }
      updateParameters(with: update, workers: workers)
      measureBlocks(workers: workers) { norms.end($0, at: $1, scratch: scratch($2)) }
      norms.finish()
    } else {
      updateParameters(with: update, workers: workers)
    }
    return mean
  }

  /// The examples of a batch, each of which there is.
  private func check(
    _ batch: Range<Int>, of order: UnsafeBufferPointer<Int32>
  ) throws(TrainingError) -> UnsafeBufferPointer<Int32> {
    guard 1...arena.rows ~= batch.count else { throw .batchSize(batch.count, maximum: arena.rows) }
    precondition(batch.lowerBound >= 0 && batch.upperBound <= order.count, "a batch is a part of its order")
    let examples = UnsafeBufferPointer(rebasing: order[batch])
    for example in examples {
      guard example >= 0, example < sourceCount else {
        throw .rowOutOfRange(Int(example), count: sourceCount)
      }
    }
    return examples
  }

  /// Does the tasks of a phase. Those of the first one also load the rows of the input that they read, and
  /// prepare the operations for the step.
  private func run(
    _ phase: Phase, isFirst: Bool, _ examples: UnsafeBufferPointer<Int32>, weight: Double, workers: Int
  ) {
    switch phase {
    case .tiles(let columnUnit):
      let pieces = BatchPieces(
        rows: examples.count, columns: program.firstOutputCount, workers: workers,
        columnUnit: input.isShared ? nil : columnUnit, rowUnit: program.rowUnit)
      team.forEach(pieces.count, workers: workers) { index, worker in
        program.prepare(share: index, of: pieces.count)
        let piece = pieces[index]
        program.forwardTile(
          input.load(piece.rows, for: worker), arena, rows: piece.rows, columns: piece.columns)
      }
    case .rows(let steps):
      let chunks = BatchPieces(
        rows: examples.count, columns: program.outputCount, workers: workers, columnUnit: nil,
        rowUnit: program.rowUnit, rowLimit: program.rowLimit)
      team.forEach(chunks.count, workers: workers) { index, worker in
        if isFirst { program.prepare(share: index, of: chunks.count) }
        let rows = chunks[index].rows
        let x = isFirst ? input.load(rows, for: worker) : input.whole(for: worker).rows(rows)
        // Before it is known whether the loss is finite: nothing but activations is written.
        program.run(steps, x, arena, rows: rows) { computeLosses(examples, weight: weight, in: rows) }
      }
    case .batch(let node, let direction, let parts):
      team.forEach(parts, workers: min(workers, parts)) { part, worker in
        program.beginBatch(node: node, direction, part: part, input.whole(for: worker), arena)
      }
    }
  }

  /// The losses of some rows of a batch, the running metrics' numbers, and the gradients of the outputs.
  private func computeLosses(_ batch: UnsafeBufferPointer<Int32>, weight: Double, in rows: Range<Int>) {
    let numbers = UnsafeBufferPointer(rebasing: batch[rows])
    targets.gather(sourceTargets, of: numbers, into: rows.lowerBound)
    let lossBatch = targets.batch(
      rows: rows, of: batch.count, weight: weight, outputs: program.output(arena, rows: rows),
      gradient: program.outputGradient(arena, rows: rows), kernels: kernels)
    loss.evaluate(lossBatch)
    runningMetrics.write(lossBatch, byClass: loss.needsClasses, rows: rows)
  }

  private func normMeasurement() throws(TrainingError) -> NormMeasurement<S> {
    if let norms { return norms }
    let made = try NormMeasurement(program.parameters, kernels: kernels)
    norms = made
    return made
  }

  /// Looks at each block of the parameters, in no order, by any worker.
  private func measureBlocks(workers: Int, _ body: (ParameterBlock<S>, Int, Int) -> Void) {
    let blocks = program.parameters.blocks
    team.forEach(blocks.count, workers: workers) { body(blocks[$0], $0, $1) }
  }

  /// Moves all parameters, and prefetches what is read of the next batch meanwhile.
  private func updateParameters(with update: ParameterUpdate<S>, workers: Int) {
    update.beginStep()
    let (blocks, shares) = (program.parameters.blocks, shares[workers - 1])
    if let treatment = update.treatment, treatment.needsAllGradients {
      team.forEach(shares.order.count, workers: workers, start: { shares.starts[$0] }) { index, worker in
        let place = Int(shares.order[index])
        let block = blocks[place]
        treatment.collect(
          program.gradient(of: block, input.whole(for: worker), arena), of: block, at: place,
          scratch: scratch(worker))
      }
      treatment.finishCollecting()
    }
    team.forEach(shares.order.count, workers: workers, start: { shares.starts[$0] }) { index, worker in
      let block = blocks[Int(shares.order[index])]
      let own = shares.starts[worker]..<shares.starts[worker + 1]
      if own.contains(index) { input.prefetch(part: index - own.lowerBound, of: own.count) }
      update.update(
        block, along: program.gradient(of: block, input.whole(for: worker), arena),
        scratch: scratch(worker))
    }
  }

  /// A worker's room for the gradient of a block.
  private func scratch(_ worker: Int) -> UnsafeMutablePointer<S> {
    gradients.pointer + worker * program.gradientScratchCount
  }

  /// The running metrics over the examples of all steps since this was last called.
  func takeRunningMetrics() -> [Double] { runningMetrics.take() }

  /// The parameters, out of their layout.
  func parameters() -> [NamedParameter] {
    program.parameters.layers.joined().map { parameter in
      NamedParameter(
        name: parameter.description.name, shape: parameter.description.shape,
        values: parameter.logicalValues.map { Double($0) })
    }
  }

  /// Whether every parameter is a finite number: a sum of all of them and their padding times 0 is 0 then.
  func hasFiniteParameters() -> Bool {
    let values = program.parameters.values
    var sum: S = 0
    for place in 0..<values.count { sum += values.pointer[place] * 0 }
    return sum == 0
  }

  /// Gives the bytes of each parameter in turn; see ``TrainingSession/parameterBytes(_:)``.
  func parameterBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    for parameter in program.parameters.layers.joined() {
      // All processors that nnrun runs on are little-endian.
      parameter.logicalValues.withUnsafeBytes(body)
    }
  }

  /// The loss and `metrics` over all examples of `source`.
  func evaluate(_ source: any BatchSource, metrics: ExampleMetrics) throws(TrainingError) -> Evaluation {
    try program.check(source, loss: loss)
    guard source.count > 0 else { throw .batchSize(0, maximum: Evaluator<S>.blockRows) }
    return try evaluator(rows: source.count).evaluate(source, metrics: metrics, team: team)
  }

  /// The network's outputs (rows×outputs, row-major) for `features` (rows×inputs, row-major).
  func predict(features: [Double], rows: Int) throws(TrainingError) -> [Double] {
    guard rows >= 0, features.count == rows.multipliedFullWidth(by: program.inputCount).low else {
      throw .featureCount(expected: program.inputCount, found: features.count / max(rows, 1))
    }
    return try evaluator(rows: rows).predict(features: features, rows: rows)
  }

  /// The network's outputs (rows×outputs, row-major) for the examples `rows` of `source`.
  func outputs(_ source: any BatchSource, rows: Range<Int>) throws(TrainingError) -> [Double] {
    try program.check(source, loss: loss)
    guard rows.lowerBound >= 0, rows.upperBound <= source.count else {
      throw .rowOutOfRange(rows.upperBound - 1, count: source.count)
    }
    return try evaluator(rows: rows.count).outputs(source, rows: rows)
  }

  /// One for so many examples; it is kept for those that follow.
  private func evaluator(rows count: Int) throws(TrainingError) -> Evaluator<S> {
    let rows = max(1, min(count, Evaluator<S>.blockRows))
    let workers = max(1, min((count + rows - 1) / rows, team.capacity))
    if let evaluator, evaluator.rows >= rows, evaluator.workers >= workers { return evaluator }
    let made = try Evaluator(program, loss: loss, kernels: kernels, rows: rows, workers: workers)
    evaluator = made
    return made
  }
}

extension Program {
  /// Whether the examples of `source` fit the network and its `loss`.
  ///
  /// - Throws: ``TrainingError/featureCount(expected:found:)``, ``TrainingError/featureIsNoIndex(_:count:)``
  ///   or what ``Targets/check(count:outputs:loss:)`` throws.
  fileprivate func check(_ source: any BatchSource, loss: LossOperation<S>) throws(TrainingError) {
    guard source.featureCount == inputCount else {
      throw .featureCount(expected: inputCount, found: source.featureCount)
    }
    if case .bytes(let bytes) = source.features {
      precondition(
        bytes.width == source.featureCount && bytes.count >= source.count, "a source agrees with itself")
    }
    if let indexCount {
      let isIndex = { (feature: Double) in
        feature >= 0 && feature < Double(indexCount) && feature == feature.rounded()
      }
      if let wrong = source.features.first(count: source.count, where: { !isIndex($0) }) {
        throw .featureIsNoIndex(wrong, count: indexCount)
      }
    }
    try source.checkTargets(outputs: outputCount, loss: loss.loss)
  }
}
