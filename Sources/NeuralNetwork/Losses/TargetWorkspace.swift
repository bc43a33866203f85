import Model

/// The targets and losses of a batch of at most `rows` examples, in the form that a loss reads: allocated
/// once a trial.
final class TargetWorkspace<S: Scalar> {
  private let labels: AlignedBuffer<Int32>
  private let losses: AlignedBuffer<S>
  private let values: AlignedBuffer<S>
  private let scratch: (AlignedBuffer<S>, AlignedBuffer<S>)
  private let outputs: Int
  private let needsClasses: Bool
  private let threshold: S
  private let probabilities: ProbabilityScale?

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(rows: Int, outputs: Int, loss: LossOperation<S>) throws(TrainingError) {
    let matrix = loss.needsClasses ? 0 : rows * S.stride(columns: outputs)
    self.labels = try AlignedBuffer(count: rows)
    self.losses = try AlignedBuffer(count: rows)
    self.values = try AlignedBuffer(count: matrix)
    let scratch = loss.usesScratch ? rows * S.stride(columns: outputs) : 0
    self.scratch = (try AlignedBuffer(count: scratch), try AlignedBuffer(count: scratch))
    self.threshold = S(loss.loss.answer.threshold)
    self.probabilities = loss.loss.probabilities
    self.outputs = outputs
    self.needsClasses = loss.needsClasses
  }

  /// Copies the targets of the examples `numbers`, which ``Targets/check(count:outputs:loss:)`` has found to
  /// fit, into as many rows from `first` on.
  func gather(_ targets: SourceTargets, of numbers: UnsafeBufferPointer<Int32>, into first: Int) {
    let labels = labels.pointer + first
    let values = values.pointer + first * stride
    switch targets {
    case .input(let features):
      MatrixView(pointer: values, rows: numbers.count, columns: outputs, stride: stride)
        .gather(numbers, numbers.indices, of: features)
    case .given(.input): preconditionFailure("the input's features are given with it")
    case .given(.classes(let classes)):
      for (i, number) in numbers.enumerated() { labels[i] = classes[Int(number)] }
      if !needsClasses { spread(labels, count: numbers.count, into: values) }
    case .given(.values(let given, let width)):
      for (i, number) in numbers.enumerated() {
        for j in 0..<width { values[i * stride + j] = S(given[Int(number) * width + j]) }
      }
    }
  }

  /// Classes as values: the class itself for a single output, else 1 for the class's output and 0 for the
  /// others.
  private func spread(_ labels: UnsafePointer<Int32>, count: Int, into values: UnsafeMutablePointer<S>) {
    for i in 0..<count {
      let label = Int(labels[i])
      for j in 0..<outputs { values[i * stride + j] = outputs == 1 ? S(label) : j == label ? 1 : 0 }
    }
  }

  /// What the loss works on: `rows` of a batch of `examples` of some weight.
  func batch(
    rows: Range<Int>, of examples: Int, weight: Double, outputs y: MatrixView<S>, gradient: MatrixView<S>?,
    kernels: Kernels<S>
  ) -> LossBatch<S> {
    func matrix(_ buffer: AlignedBuffer<S>) -> MatrixView<S> {
      MatrixView(pointer: buffer.pointer, rows: examples, columns: y.columns, stride: y.stride).rows(rows)
    }
    return LossBatch(
      examples: examples, weight: weight, threshold: threshold,
      probabilities: probabilities, outputs: y,
      labels: labels.pointer + rows.lowerBound, targets: matrix(values),
      losses: losses.pointer + rows.lowerBound, gradient: gradient,
      scratch: (matrix(scratch.0), matrix(scratch.1)),
      kernels: kernels)
  }

  /// The mean of the first `examples` losses: their sum in ascending order in double precision, divided by
  /// their weight.
  func meanLoss(examples: Int, weight: Double) -> Double {
    var sum = 0.0
    for row in 0..<examples { sum += Double(losses.pointer[row]) }
    return sum / weight
  }

  private var stride: Int { S.stride(columns: outputs) }
}

/// What a network's outputs are compared with, as it is gathered for a batch.
enum SourceTargets {
  case given(Targets)
  case input(InputFeatures)

  init(_ source: any BatchSource) {
    if case .input = source.targets {
      self = .input(InputFeatures(source, asBytes: false))
    } else {
      self = .given(source.targets)
    }
  }
}

extension BatchSource {
  /// Whether the targets fit a network's `outputs` and its `loss`.
  ///
  /// - Throws: as ``Targets/check(count:outputs:loss:)``.
  func checkTargets(outputs: Int, loss: any Loss) throws(TrainingError) {
    guard case .input = targets else {
      return try targets.check(count: count, outputs: outputs, loss: loss)
    }
    guard !loss.needsClasses else { throw .classesNeeded }
    guard featureCount == outputs else { throw .targetWidth(expected: outputs, found: featureCount) }
    if let range = loss.targetRange, let wrong = features.first(count: count, where: { !range.contains($0) })
    {
      throw .targetOutOfRange(wrong, lowest: range.lowerBound, highest: range.upperBound)
    }
  }
}

extension Targets {
  /// Whether they fit `count` examples, a network's `outputs` and its `loss`.
  ///
  /// - Throws: ``TrainingError/targetCount(expected:found:)``,
  ///   ``TrainingError/targetWidth(expected:found:)``, ``TrainingError/classOutOfRange(_:classes:)``,
  ///   ``TrainingError/targetOutOfRange(_:lowest:highest:)`` or ``TrainingError/classesNeeded``.
  func check(count: Int, outputs: Int, loss: any Loss) throws(TrainingError) {
    switch self {
    case .classes(let labels):
      guard labels.count == count else { throw .targetCount(expected: count, found: labels.count) }
      // A single output that a loss compares with values tells two classes apart.
      let classes = !loss.needsClasses && outputs == 1 ? 2 : outputs
      if let lowest = labels.min(), lowest < 0 { throw .classOutOfRange(Int(lowest), classes: classes) }
      if let highest = labels.max(), highest >= classes {
        throw .classOutOfRange(Int(highest), classes: classes)
      }
    case .input: preconditionFailure("a source knows its input")
    case .values(let values, let width):
      guard !loss.needsClasses else { throw .classesNeeded }
      guard width == outputs else { throw .targetWidth(expected: outputs, found: width) }
      guard values.count == count * width else {
        throw .targetCount(expected: count, found: values.count / max(width, 1))
      }
      if let range = loss.targetRange, let wrong = values.first(where: { !range.contains($0) }) {
        throw .targetOutOfRange(wrong, lowest: range.lowerBound, highest: range.upperBound)
      }
    }
  }
}
