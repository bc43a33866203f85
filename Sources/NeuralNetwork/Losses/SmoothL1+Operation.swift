import Model

extension SmoothL1: TrainableLoss {
  func evaluate(_ batch: LossBatch<Float>) { batch.smoothL1(beta: beta) }
  func evaluate(_ batch: LossBatch<Double>) { batch.smoothL1(beta: beta) }
}

extension LossBatch {
  /// d² / (2 beta) where |d| < beta, else |d| − beta / 2, with d = y − t.
  func smoothL1(beta: Double) {
    let beta = S(beta)
    compareEach(
      { y, t, _, _ in
        let d = abs(y - t)
        return d < beta ? d * d / beta / 2 : d - beta / 2
      },
      slope: { y, t, _, _ in
        let d = y - t
        return abs(d) < beta ? d / beta : d > 0 ? 1 : d < 0 ? -1 : d == 0 ? 0 : .nan
      })
  }
}
