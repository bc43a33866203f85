import Model

extension Huber: TrainableLoss {
  func evaluate(_ batch: LossBatch<Float>) { batch.huber(delta: delta) }
  func evaluate(_ batch: LossBatch<Double>) { batch.huber(delta: delta) }
}

extension LossBatch {
  /// d² / 2 where |d| ≤ delta, else delta · (|d| − delta / 2), with d = y − t.
  func huber(delta: Double) {
    let delta = S(delta)
    compareEach(
      { y, t, _, _ in
        let d = abs(y - t)
        return d <= delta ? d * d / 2 : delta * (d - delta / 2)
      },
      slope: { y, t, _, _ in
        let d = y - t
        return d < -delta ? -delta : d > delta ? delta : d
      })
  }
}
