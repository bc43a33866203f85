import Model

/// Computes a network's outputs, losses and metrics over any number of examples, block by block.
final class Evaluator<S: Scalar> {
  /// The most rows of a block, which one worker computes: enough to keep the products busy, few enough for
  /// the activations to stay in the cache.
  static var blockRows: Int { 64 }

  private let program: Program<S>
  private let loss: LossOperation<S>
  private let kernels: Kernels<S>
  /// The memory of each worker.
  private let blocks: [EvaluationBlock<S>]

  /// For `workers` workers, and blocks of at most `rows` examples.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(
    _ program: Program<S>, loss: LossOperation<S>, kernels: Kernels<S>, rows: Int, workers: Int
  ) throws(TrainingError) {
    self.program = program
    self.loss = loss
    self.kernels = kernels
    var blocks: [EvaluationBlock<S>] = []
    for _ in 0..<workers { blocks.append(try EvaluationBlock(program, loss: loss, rows: rows)) }
    self.blocks = blocks
  }

  /// The rows of a block.
  var rows: Int { blocks[0].rows }
  var workers: Int { blocks.count }

  /// Loss and `metrics` over all examples of `source`, which has at least one. Block b has the examples
  /// b·rows up to the next block's; whichever worker computes it uses its own memory.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)`` or ``TrainingError/diverged(loss:)``.
  func evaluate(
    _ source: any BatchSource, metrics: ExampleMetrics, team: Team
  ) throws(TrainingError) -> Evaluation {
    let (count, targets) = (source.count, SourceTargets(source))
    let features = InputFeatures(source, asBytes: program.readsBytes)
    let losses = try AlignedBuffer<S>(count: count)
    let numbers = try AlignedBuffer<Double>(
      count: metrics.numberCount(outputs: program.outputCount) * count)
    let height = rows
    program.beginEvaluation()
    let workers = min(workers, team.workers, program.usefulWorkers(rows: count, passes: 1))
    team.forEach((count + height - 1) / height, workers: workers) { index, worker in
      let examples = index * height..<min((index + 1) * height, count)
      // The next block is most often this worker's too.
      if case .bytes(let bytes) = features {
        bytes.prefetch(examples.upperBound..<examples.upperBound + height)
      }
      let block = blocks[worker]
      let outputs = program.evaluate(
        block.load(examples, of: features), block.arena, rows: 0..<examples.count)
      let batch = block.compare(outputs, with: targets, of: examples, kernels: kernels)
      loss.evaluate(batch)
      for row in 0..<examples.count { losses.pointer[examples.lowerBound + row] = batch.losses[row] }
      metrics.write(
        batch, byClass: loss.needsClasses, to: numbers.pointer, first: examples.lowerBound, rows: count)
    }
    var sum = 0.0
    for example in 0..<count { sum += Double(losses.pointer[example]) }
    let mean = sum / loss.weight(of: 0..<Int32(count), in: targets)
    guard mean.isFinite else { throw .diverged(loss: mean) }
    var reductions = metrics.makeReductions(outputs: program.outputCount)
    reductions.add(numbers.pointer, examples: count, rows: count)
    return Evaluation(meanLoss: mean, metrics: reductions.values)
  }

  /// The network's outputs (rows×outputs, row-major) for the examples `range` of `source`.
  func outputs(_ source: any BatchSource, rows range: Range<Int>) -> [Double] {
    outputs(InputFeatures(source, asBytes: program.readsBytes), range)
  }

  /// The network's outputs (rows×outputs, row-major) for `features` (rows×inputs, row-major).
  func predict(features: [Double], rows count: Int) -> [Double] { outputs(.values(features), 0..<count) }

  private func outputs(_ features: InputFeatures, _ range: Range<Int>) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(range.count * program.outputCount)
    program.beginEvaluation()
    let block = blocks[0]
    for start in stride(from: range.lowerBound, to: range.upperBound, by: rows) {
      let examples = start..<min(start + rows, range.upperBound)
      let outputs = program.evaluate(
        block.load(examples, of: features), block.arena, rows: 0..<examples.count)
      for row in 0..<examples.count { result.append(contentsOf: outputs.row(row).lazy.map { Double($0) }) }
    }
    return result
  }
}

/// What a worker needs to evaluate a block of at most `rows` examples.
private final class EvaluationBlock<S: Scalar> {
  let rows: Int
  let arena: Arena<S>
  private let targets: TargetWorkspace<S>
  private let examples: AlignedBuffer<Int32>

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(_ program: Program<S>, loss: LossOperation<S>, rows: Int) throws(TrainingError) {
    self.rows = rows
    arena = try program.makeArena(rows: rows, mode: .evaluation)
    targets = try TargetWorkspace(rows: rows, outputs: program.outputCount, loss: loss)
    examples = try AlignedBuffer(count: rows)
  }

  /// What the network reads of some examples: bytes where they are, values gathered into the arena.
  func load(_ range: Range<Int>, of features: InputFeatures) -> LayerInput<S> {
    let numbers = numbers(range)
    switch features {
    case .bytes(let bytes): return .bytes(bytes.rows(numbers))
    case .values, .convertedBytes, .scaledBytes:
      let x = arena.inputs[0].rows(0..<range.count)
      x.gather(numbers, numbers.indices, of: features)
      return features.gathered(x)
    }
  }

  /// What the loss compares: some outputs with the targets of their examples.
  func compare(
    _ outputs: MatrixView<S>, with targets: SourceTargets, of range: Range<Int>, kernels: Kernels<S>
  ) -> LossBatch<S> {
    self.targets.gather(targets, of: numbers(range), into: 0)
    return self.targets.batch(
      rows: 0..<range.count, of: rows, weight: Double(rows), outputs: outputs, gradient: nil, kernels: kernels
    )
  }

  private func numbers(_ range: Range<Int>) -> UnsafeBufferPointer<Int32> {
    for (row, example) in range.enumerated() {
      examples.pointer[row] = Int32(truncatingIfNeeded: example)
    }
    return UnsafeBufferPointer(start: examples.pointer, count: range.count)
  }
}
