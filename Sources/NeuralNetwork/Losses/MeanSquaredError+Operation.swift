import Model

extension MeanSquaredError: TrainableLoss {
  func evaluate(_ batch: LossBatch<Float>) { batch.meanSquaredError() }
  func evaluate(_ batch: LossBatch<Double>) { batch.meanSquaredError() }
}

extension LossBatch {
  /// loss_i = Σ_j (y_ij − t_ij)² / n, summed in ascending j; gradient_ij = 2/(b·n) · (y_ij − t_ij),
  /// for a batch of b examples.
  func meanSquaredError() {
    let (m, n) = (outputs.rows, outputs.columns)
    for i in 0..<m {
      let (y, t) = (outputs.pointer + i * outputs.stride, targets.pointer + i * targets.stride)
      var sum: S = 0
      for j in 0..<n {
        let difference = y[j] - t[j]
        sum += difference * difference
      }
      losses[i] = sum / S(n)
    }
    guard let gradient else { return }
    let scale = 2 / S(examples * n)
    for i in 0..<m {
      let (y, t) = (outputs.pointer + i * outputs.stride, targets.pointer + i * targets.stride)
      let dy = gradient.pointer + i * gradient.stride
      for j in 0..<n { dy[j] = scale * (y[j] - t[j]) }
    }
  }
}
