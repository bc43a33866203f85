import Model

extension Hinge: TrainableLoss {
  func evaluate(_ batch: LossBatch<Float>) { batch.hinge() }
  func evaluate(_ batch: LossBatch<Double>) { batch.hinge() }
}

extension LossBatch {
  /// max(0, 1 − s·y) with s = 2t − 1, with the slope 0 where s·y = 1.
  func hinge() {
    compareEach(
      { y, t, _, _ in
        let rest = 1 - (2 * t - 1) * y
        return rest < 0 ? 0 : rest
      },
      slope: { y, t, _, _ in
        let s = 2 * t - 1
        return 1 - s * y > 0 ? -s : y.isNaN ? y : 0
      })
  }
}
