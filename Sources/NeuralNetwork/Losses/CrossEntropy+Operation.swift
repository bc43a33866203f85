import Model

extension CrossEntropy: TrainableLoss {
  var usesScratch: Bool { !isPlain }

  func evaluate(_ batch: LossBatch<Float>) {
    isPlain
      ? batch.softmaxCrossEntropy()
      : batch.softmaxCrossEntropy(labelSmoothing: labelSmoothing, classWeights: classWeights)
  }

  func evaluate(_ batch: LossBatch<Double>) {
    isPlain
      ? batch.softmaxCrossEntropy()
      : batch.softmaxCrossEntropy(labelSmoothing: labelSmoothing, classWeights: classWeights)
  }

  private var isPlain: Bool { labelSmoothing == 0 && classWeights == nil }
}

extension LossBatch {
  /// loss_i = log Σ_j exp(x_ij) − x_i,label, by way of the row's maximum and so finite for any finite
  /// logits; gradient_ij = (softmax(x_i)_j − [j = label]) / b, for a batch of b examples.
  func softmaxCrossEntropy() {
    kernels.softmaxCrossEntropy(
      m: outputs.rows, n: outputs.columns, stride: outputs.stride, logits: outputs.pointer, labels: labels,
      batch: examples, losses: losses, gradient: gradient?.pointer)
  }

  /// With the weights q_ij = w_j · ((1 − ε) · [j = label] + ε / n): loss_i = −Σ_j q_ij · log softmax(x_i)_j,
  /// summed in ascending j, and gradient_ij = (softmax(x_i)_j · Σ_k q_ik − q_ij) / (the batch's weight).
  func softmaxCrossEntropy(labelSmoothing: Double, classWeights: [Double]?) {
    let n = outputs.columns
    let (logarithms, probabilities) = scratch
    kernels.softmax(outputs, length: n, isLogarithm: true, into: logarithms.pointer)
    if gradient != nil {
      kernels.apply(.exp, count: outputs.count, logarithms.pointer, into: probabilities.pointer)
    }
    let (own, share) = (S(1 - labelSmoothing), S(labelSmoothing / Double(n)))
    let weights = classWeights.map { $0.map { S($0) } } ?? [S](repeating: 1, count: n)
    for i in 0..<outputs.rows {
      let (start, label) = (i * outputs.stride, Int(labels[i]))
      var (loss, total): (S, S) = (0, 0)
      for j in 0..<n {
        let q = weights[j] * (j == label ? own + share : share)
        total += q
        loss -= q * logarithms.pointer[start + j]
      }
      losses[i] = loss
      guard let gradient else { continue }
      for j in 0..<n {
        let q = weights[j] * (j == label ? own + share : share)
        gradient.pointer[i * gradient.stride + j] =
          (probabilities.pointer[start + j] * total - q) / S(weight)
      }
    }
  }
}
