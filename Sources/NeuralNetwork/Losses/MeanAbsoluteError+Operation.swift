import Model

extension MeanAbsoluteError: TrainableLoss {
  func evaluate(_ batch: LossBatch<Float>) { batch.meanAbsoluteError() }
  func evaluate(_ batch: LossBatch<Double>) { batch.meanAbsoluteError() }
}

extension LossBatch {
  /// |y − t|, with the slope 0 where they are equal.
  func meanAbsoluteError() {
    compareEach(
      { y, t, _, _ in abs(y - t) }, slope: { y, t, _, _ in y > t ? 1 : y < t ? -1 : y == t ? 0 : .nan })
  }
}
