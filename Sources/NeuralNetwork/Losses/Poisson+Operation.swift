import Model

extension Poisson: TrainableLoss {
  var usesScratch: Bool { true }
  func evaluate(_ batch: LossBatch<Float>) { batch.poisson(readsLogarithm: readsLogarithm, epsilon: epsilon) }
  func evaluate(_ batch: LossBatch<Double>) {
    batch.poisson(readsLogarithm: readsLogarithm, epsilon: epsilon)
  }
}

extension LossBatch {
  /// exp(y) − t·y, or y − t·log(y + epsilon), which is NaN where y < −epsilon.
  func poisson(readsLogarithm: Bool, epsilon: Double) {
    let powers = scratch.0
    let epsilon = S(epsilon)
    if readsLogarithm {
      kernels.apply(.exp, count: outputs.count, outputs.pointer, into: powers.pointer)
      compareEach(
        { y, t, place, _ in powers.pointer[place] - t * y },
        slope: { _, t, place, _ in powers.pointer[place] - t })
    } else {
      for place in 0..<outputs.count { powers.pointer[place] = outputs.pointer[place] + epsilon }
      kernels.apply(.log, count: outputs.count, powers.pointer, into: powers.pointer)
      compareEach(
        { y, t, place, _ in y - t * powers.pointer[place] }, slope: { y, t, _, _ in 1 - t / (y + epsilon) })
    }
  }
}
