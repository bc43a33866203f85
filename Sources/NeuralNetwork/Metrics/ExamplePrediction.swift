import ElementaryFunctions
import Model

/// The outputs of a network for an example, and the targets that they are compared with.
struct ExamplePrediction<S: Scalar> {
  let batch: LossBatch<S>
  let row: Int
  /// Whether the loss reads classes, and the targets are not written.
  let isByClass: Bool

  /// The outputs (n).
  var outputs: UnsafeMutableBufferPointer<S> { batch.outputs.row(row) }

  /// The target of each output (n); `nil` where the loss reads classes.
  var targets: UnsafeMutableBufferPointer<S>? { isByClass ? nil : batch.targets.row(row) }

  /// The output from which on the answer of a single unit is 1.
  var threshold: S { batch.threshold }

  /// Whether the largest output, the first of several, is that of the example's class or of its largest
  /// target; for a single output, whether it lies on the side of the loss's threshold, such as 0.5, that the
  /// target has of 0.5.
  var isCorrect: Bool {
    let y = outputs
    guard let t = targets else { return y.indexOfMaximum == Int(batch.labels[row]) }
    return y.count == 1 ? (y[0] >= threshold) == (t[0] >= 0.5) : y.indexOfMaximum == t.indexOfMaximum
  }

  /// The class that is answered: the place of the largest output, the first of several; of a single output 0
  /// or 1.
  var answer: Int {
    let y = outputs
    return y.count == 1 && !isByClass ? (y[0] >= threshold ? 1 : 0) : y.indexOfMaximum
  }

  /// The example's class.
  var label: Int {
    guard let t = targets else { return Int(batch.labels[row]) }
    return t.count == 1 ? (t[0] >= 0.5 ? 1 : 0) : t.indexOfMaximum
  }

  /// −log of the probability that the outputs give the example's class. Probabilities that are told as such
  /// are taken to be at least 2⁻⁵² and at most 1 − 2⁻⁵², as in scikit-learn's `log_loss`.
  var surprise: Double {
    let y = outputs
    switch batch.probabilities {
    case .softmax: return logarithmOfSum - Double(y[label])
    case .logit where y.count == 1:
      let z = label == 1 ? -Double(y[0]) : Double(y[0])
      return max(z, 0) + ElementaryFunction.log1p(ElementaryFunction.exp(-z.magnitude))
    case .logit, .probability:
      func probability(_ y: S) -> Double {
        batch.probabilities == .logit ? ElementaryFunction.sigmoid(Double(y)) : Double(y)
      }
      var p: Double
      if y.count == 1 {
        p = label == 1 ? probability(y[0]) : 1 - probability(y[0])
      } else {
        p = probability(y[label]) / y.reduce(0) { $0 + probability($1) }
      }
      if p < 0x1p-52 { p = 0x1p-52 } else if p > 1 - 0x1p-52 { p = 1 - 0x1p-52 }
      return -ElementaryFunction.log(p)
    case nil: return .nan
    }
  }

  /// What the outputs say of a class, to be compared from example to example: its probability, where they
  /// tell one by a softmax.
  func score(of label: Int, _ logarithmOfSum: Double) -> Double {
    let y = Double(outputs[label])
    return batch.probabilities == .softmax ? ElementaryFunction.exp(y - logarithmOfSum) : y
  }

  /// log Σ exp(outputs), by way of the largest.
  var logarithmOfSum: Double {
    let y = outputs
    let top = Double(y[y.indexOfMaximum])
    return top + ElementaryFunction.log(y.reduce(0) { $0 + ElementaryFunction.exp(Double($1) - top) })
  }

  /// Whether the class is among the `count` largest outputs.
  func isAmong(_ count: Int) -> Bool {
    let (y, label) = (outputs, label)
    guard !y[label].isNaN else { return false }
    var before = 0
    for (place, value) in y.enumerated() where value > y[label] || value == y[label] && place < label {
      before += 1
    }
    return before < count
  }
}

extension UnsafeMutableBufferPointer where Element: Comparable {
  /// The place of the largest element, the first of several; the buffer has at least one.
  var indexOfMaximum: Int {
    var best = 0
    for index in 1..<Swift.max(count, 1) where self[index] > self[best] { best = index }
    return best
  }
}
