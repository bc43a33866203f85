/// What a network needs to answer block by block: activations and losses of at most `rows` examples.
final class EvaluationWorkspace<S: Scalar> {
  /// The rows of a block: enough to keep the products busy, few enough for the activations to stay in the
  /// cache.
  static var maximumRows: Int { 256 }

  let rows: Int
  private let workspace: Workspace<S>
  private let targets: TargetWorkspace<S>
  private let rowNumbers: AlignedBuffer<Int32>

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(rows: Int, widths: [Int], loss: LossDescription) throws(TrainingError) {
    self.rows = rows
    self.workspace = try Workspace(rows: rows, widths: widths, mode: .evaluation)
    self.targets = try TargetWorkspace(rows: rows, outputs: widths[widths.count - 1], loss: loss)
    self.rowNumbers = try AlignedBuffer(count: rows)
  }

  /// Loss and accuracy over all examples of `source`, which has at least one. An answer is correct where
  /// ``LossBatch/isCorrect(row:)`` says so.
  func evaluate(
    _ source: any BatchSource, network: Network<S>, loss: LossDescription, kernels: Kernels<S>
  ) throws(TrainingError) -> Evaluation {
    let (count, sourceTargets) = (source.count, source.targets)
    var (sum, correct) = (0.0, 0)
    for start in stride(from: 0, to: count, by: rows) {
      let m = min(rows, count - start)
      for i in 0..<m { rowNumbers.pointer[i] = Int32(truncatingIfNeeded: start + i) }
      let numbers = UnsafeBufferPointer<Int32>(start: rowNumbers.pointer, count: m)
      let x = workspace.input(rows: m)
      source.gather(rows: numbers, into: x.pointer, stride: x.stride, kernels: kernels)
      targets.gather(sourceTargets, rows: numbers)
      let outputs = network.forward(workspace, rows: m, mode: .evaluation)
      let batch = targets.batch(outputs: outputs, gradient: nil, kernels: kernels)
      loss.evaluate(batch)
      sum = batch.lossSum(startingFrom: sum)
      for row in 0..<m where batch.isCorrect(row: row, byClass: loss.needsClasses) { correct += 1 }
    }
    let mean = sum / Double(count)
    guard mean.isFinite else { throw .diverged(loss: mean) }
    return Evaluation(meanLoss: mean, correct: correct, count: count)
  }

  /// The network's outputs (rows×outputs, row-major) for the examples `range` of `source`.
  func outputs(
    _ source: any BatchSource, rows range: Range<Int>, network: Network<S>, kernels: Kernels<S>
  ) -> [Double] {
    var answers: [Double] = []
    answers.reserveCapacity(range.count * network.outputCount)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: rows) {
      let m = min(rows, range.upperBound - start)
      for i in 0..<m { rowNumbers.pointer[i] = Int32(truncatingIfNeeded: start + i) }
      let x = workspace.input(rows: m)
      source.gather(
        rows: UnsafeBufferPointer(start: rowNumbers.pointer, count: m), into: x.pointer, stride: x.stride,
        kernels: kernels)
      let outputs = network.forward(workspace, rows: m, mode: .evaluation)
      for i in 0..<m { answers.append(contentsOf: outputs.row(i).lazy.map { Double($0) }) }
    }
    return answers
  }

  /// The network's outputs (rows×outputs, row-major) for `features` (rows×inputs, row-major).
  func predict(features: [Double], rows count: Int, network: Network<S>) -> [Double] {
    var predictions: [Double] = []
    predictions.reserveCapacity(count * network.outputCount)
    for start in stride(from: 0, to: count, by: rows) {
      let m = min(rows, count - start)
      let x = workspace.input(rows: m)
      for i in 0..<m {
        let first = (start + i) * x.columns
        for j in 0..<x.columns { x.pointer[i * x.stride + j] = S(features[first + j]) }
      }
      let outputs = network.forward(workspace, rows: m, mode: .evaluation)
      for i in 0..<m { predictions.append(contentsOf: outputs.row(i).lazy.map { Double($0) }) }
    }
    return predictions
  }
}

extension LossBatch {
  /// Whether the network's answer to an example is the right one: the output that is largest (the first of
  /// several) is that of the example's class, or of its largest target; for a single output, both lie on the
  /// same side of 0.5.
  fileprivate func isCorrect(row: Int, byClass: Bool) -> Bool {
    let y = outputs.row(row)
    if byClass { return y.indexOfMaximum == Int(labels[row]) }
    let t = targets.row(row)
    return y.count == 1 ? (y[0] > 0.5) == (t[0] > 0.5) : y.indexOfMaximum == t.indexOfMaximum
  }
}

extension UnsafeMutableBufferPointer where Element: Comparable {
  /// The place of the largest element, the first of several; the buffer has at least one.
  fileprivate var indexOfMaximum: Int {
    var best = 0
    for index in 1..<Swift.max(count, 1) where self[index] > self[best] { best = index }
    return best
  }
}
