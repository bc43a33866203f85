import Model

/// What a network needs to compute outputs block by block: activations and losses of at most `rows` examples.
final class EvaluationWorkspace<S: Scalar> {
  /// The rows of a block, which one worker computes: enough to keep the products busy, few enough for the
  /// activations to stay in the cache.
  static var blockRows: Int { 64 }

  let rows: Int
  private let workspace: Workspace<S>
  private let targets: TargetWorkspace<S>
  private let rowNumbers: AlignedBuffer<Int32>

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(rows: Int, widths: [Int], loss: LossOperation<S>) throws(TrainingError) {
    self.rows = rows
    self.workspace = try Workspace(rows: rows, widths: widths, mode: .evaluation)
    self.targets = try TargetWorkspace(rows: rows, outputs: widths[widths.count - 1], loss: loss)
    self.rowNumbers = try AlignedBuffer(count: rows)
  }

  /// Loss and `metrics` over all examples of `source`, which has at least one. Block b has the examples
  /// b·height up to the next block's; whichever worker computes it uses the worker's own `height` rows of
  /// the workspace.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)`` or ``TrainingError/diverged(loss:)``.
  func evaluate(
    _ source: any BatchSource, metrics: ExampleMetrics, network: CompiledNetwork<S>, loss: LossOperation<S>,
    kernels: Kernels<S>, team: Team
  ) throws(TrainingError) -> Evaluation {
    let (count, sourceTargets) = (source.count, source.targets)
    let features = source.features
    let losses = try AlignedBuffer<S>(count: count)
    let numbersOfMetrics = try AlignedBuffer<Double>(count: metrics.count * count)
    let height = min(rows, Self.blockRows)
    let workers = min(rows / height, team.workers, network.usefulWorkers(rows: count, passes: 1))
    team.forEach((count + height - 1) / height, workers: workers) { block, worker in
      let first = block * height
      let own = worker * height..<worker * height + min(height, count - first)
      let numbers = UnsafeMutableBufferPointer(start: rowNumbers.pointer + own.lowerBound, count: own.count)
      for row in 0..<own.count { numbers[row] = Int32(truncatingIfNeeded: first + row) }
      let x = input(UnsafeBufferPointer(numbers), of: features, into: own)
      // The next block is most often this worker's too.
      if case .bytes(let bytes) = features { bytes.prefetch(first + height..<first + 2 * height) }
      targets.gather(sourceTargets, of: UnsafeBufferPointer(numbers), into: own.lowerBound)
      let outputs = network.forward(x, workspace, rows: own, mode: .evaluation)
      let batch = targets.batch(rows: own, of: rows, outputs: outputs, gradient: nil, kernels: kernels)
      loss.evaluate(batch)
      for row in 0..<own.count { losses.pointer[first + row] = batch.losses[row] }
      metrics.write(
        batch, byClass: loss.needsClasses, to: numbersOfMetrics.pointer, first: first, stride: count)
    }
    var sum = 0.0
    for example in 0..<count { sum += Double(losses.pointer[example]) }
    let mean = sum / Double(count)
    guard mean.isFinite else { throw .diverged(loss: mean) }
    let sums = (0..<metrics.count).map { metric in
      UnsafeBufferPointer(start: numbersOfMetrics.pointer + metric * count, count: count).reduce(0, +)
    }
    return Evaluation(meanLoss: mean, metrics: metrics.reduce(sums, count: count))
  }

  /// What the network reads of some examples: bytes where they are, values gathered into `rows` of the
  /// workspace.
  private func input(
    _ examples: UnsafeBufferPointer<Int32>, of features: Features, into rows: Range<Int>
  ) -> LayerInput<S> {
    switch features {
    case .bytes(let bytes): return .bytes(bytes.rows(examples))
    case .values(let values):
      let x = workspace.inputs[0].rows(rows)
      x.gather(examples, examples.indices, of: values)
      return .matrix(x)
    }
  }

  /// The network's outputs (rows×outputs, row-major) for the examples `range` of `source`.
  func outputs(
    _ source: any BatchSource, rows range: Range<Int>, network: CompiledNetwork<S>, kernels: Kernels<S>
  ) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(range.count * network.outputCount)
    let features = source.features
    for start in stride(from: range.lowerBound, to: range.upperBound, by: rows) {
      let m = min(rows, range.upperBound - start)
      for i in 0..<m { rowNumbers.pointer[i] = Int32(truncatingIfNeeded: start + i) }
      let x = input(UnsafeBufferPointer(start: rowNumbers.pointer, count: m), of: features, into: 0..<m)
      let outputs = network.forward(x, workspace, rows: 0..<m, mode: .evaluation)
      for i in 0..<m { result.append(contentsOf: outputs.row(i).lazy.map { Double($0) }) }
    }
    return result
  }

  /// The network's outputs (rows×outputs, row-major) for `features` (rows×inputs, row-major).
  func predict(features: [Double], rows count: Int, network: CompiledNetwork<S>) -> [Double] {
    var predictions: [Double] = []
    predictions.reserveCapacity(count * network.outputCount)
    for start in stride(from: 0, to: count, by: rows) {
      let m = min(rows, count - start)
      let x = workspace.inputs[0].rows(0..<m)
      for i in 0..<m {
        let first = (start + i) * x.columns
        for j in 0..<x.columns { x.pointer[i * x.stride + j] = S(features[first + j]) }
      }
      let outputs = network.forward(.matrix(x), workspace, rows: 0..<m, mode: .evaluation)
      for i in 0..<m { predictions.append(contentsOf: outputs.row(i).lazy.map { Double($0) }) }
    }
    return predictions
  }
}
