import Model

extension BinaryCrossEntropy: TrainableLoss {
  var usesScratch: Bool { true }
  func evaluate(_ batch: LossBatch<Float>) { batch.binaryCrossEntropy() }
  func evaluate(_ batch: LossBatch<Double>) { batch.binaryCrossEntropy() }
}

extension LossBatch {
  /// loss_i = −Σ_j (t_ij·log p_ij + (1 − t_ij)·log(1 − p_ij)) / n, summed in ascending j;
  /// gradient_ij = (p_ij − t_ij) / max(p_ij·(1 − p_ij), 1e−12) / (b·n), for a batch of b examples.
  ///
  /// As in PyTorch's `BCELoss`, the logarithms are taken to be at least −100, so that a confident mistake
  /// costs much but stays finite, and the gradient's divisor is bounded in the same way. An output that is no
  /// probability gives NaN, which training reports as divergence.
  func binaryCrossEntropy() {
    let (m, n) = (outputs.rows, outputs.columns)
    let (logOfP, logOfRest) = scratch
    for index in 0..<outputs.count { logOfRest.pointer[index] = -outputs.pointer[index] }
    kernels.apply(.log, count: outputs.count, outputs.pointer, into: logOfP.pointer)
    kernels.apply(.log1p, count: outputs.count, logOfRest.pointer, into: logOfRest.pointer)
    for i in 0..<m {
      let start = i * outputs.stride
      let t = targets.pointer + i * targets.stride
      var sum: S = 0
      for j in 0..<n {
        let first = atLeastMinusHundred(logOfP.pointer[start + j])
        let rest = atLeastMinusHundred(logOfRest.pointer[start + j])
        sum -= t[j] * first + (1 - t[j]) * rest
      }
      losses[i] = sum / S(n)
    }
    guard let gradient else { return }
    let scale = 1 / S(examples * n)
    let bound = S(Float(1e-12))  // PyTorch's constant is a float
    for i in 0..<m {
      let (p, t) = (outputs.pointer + i * outputs.stride, targets.pointer + i * targets.stride)
      let dp = gradient.pointer + i * gradient.stride
      for j in 0..<n { dp[j] = scale * ((p[j] - t[j]) / max(p[j] * (1 - p[j]), bound)) }
    }
  }

  /// NaN stays NaN.
  private func atLeastMinusHundred(_ logarithm: S) -> S { logarithm < -100 ? -100 : logarithm }
}
