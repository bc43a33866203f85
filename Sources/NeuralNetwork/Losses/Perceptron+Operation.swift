import Model

extension Perceptron: TrainableLoss {
  func evaluate(_ batch: LossBatch<Float>) { batch.perceptron() }
  func evaluate(_ batch: LossBatch<Double>) { batch.perceptron() }
}

extension LossBatch {
  /// loss_i = Σ_j |y_ij − t_ij| / n, summed in ascending j; gradient_ij = (y_ij − t_ij) / (b·n), for a
  /// batch of b examples. For a unit with the step activation, the gradient step on one example is the
  /// perceptron rule: w ← w + rate·(t − y)·x.
  ///
  /// F. Rosenblatt, The perceptron, Psychological Review 65, 1958.
  func perceptron() {
    let (m, n) = (outputs.rows, outputs.columns)
    let scale = 1 / S(examples * n)
    for i in 0..<m {
      let (y, t) = (outputs.pointer + i * outputs.stride, targets.pointer + i * targets.stride)
      var sum: S = 0
      for j in 0..<n {
        let difference = y[j] - t[j]
        sum += abs(difference)
        if let gradient { gradient.pointer[i * gradient.stride + j] = scale * difference }
      }
      losses[i] = sum / S(n)
    }
  }
}
