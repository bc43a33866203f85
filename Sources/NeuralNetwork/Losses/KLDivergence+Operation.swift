import Model

extension KLDivergence: TrainableLoss {
  var usesScratch: Bool { true }
  func evaluate(_ batch: LossBatch<Float>) { batch.divergence() }
  func evaluate(_ batch: LossBatch<Double>) { batch.divergence() }
}

extension LossBatch {
  /// loss_i = Σ_j t_ij · (log t_ij − y_ij), 0 where t_ij is, summed in ascending j; gradient_ij = −t_ij / b,
  /// for a batch of b examples.
  func divergence() {
    let logarithms = scratch.0
    kernels.apply(.log, count: targets.count, targets.pointer, into: logarithms.pointer)
    let scale = 1 / S(examples)
    for i in 0..<outputs.rows {
      let (y, t) = (outputs.pointer + i * outputs.stride, targets.pointer + i * targets.stride)
      var sum: S = 0
      for j in 0..<outputs.columns where t[j] != 0 {
        sum += t[j] * (logarithms.pointer[i * targets.stride + j] - y[j])
      }
      losses[i] = sum
      guard let gradient else { continue }
      for j in 0..<outputs.columns { gradient.pointer[i * gradient.stride + j] = -scale * t[j] }
    }
  }
}
