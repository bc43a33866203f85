import Model

extension BinaryCrossEntropyWithLogits: TrainableLoss {
  var usesScratch: Bool { true }
  func evaluate(_ batch: LossBatch<Float>) { batch.binaryCrossEntropyWithLogits(positiveWeights) }
  func evaluate(_ batch: LossBatch<Double>) { batch.binaryCrossEntropyWithLogits(positiveWeights) }
}

extension LossBatch {
  /// (1 − t)·y + (1 + (w − 1)·t)·log(1 + exp(−y)), with the weight w of positive targets, one for all outputs
  /// or one for each; its slope is (1 − t) − (1 + (w − 1)·t)·sigmoid(−y).
  func binaryCrossEntropyWithLogits(_ positiveWeights: [Double]) {
    let n = outputs.columns
    let (negated, tails) = scratch
    for place in 0..<outputs.count { negated.pointer[place] = -outputs.pointer[place] }
    // log(1 + exp(−y)) and sigmoid(−y)
    kernels.activate(.softplus, count: outputs.count, negated.pointer, into: tails.pointer)
    kernels.apply(.sigmoid, count: outputs.count, negated.pointer, into: negated.pointer)
    let weights =
      positiveWeights.count == n ? positiveWeights : [Double](repeating: positiveWeights[0], count: n)
    let w = weights.map { S($0) }
    compareEach(
      { y, t, place, j in (1 - t) * y + (1 + (w[j] - 1) * t) * tails.pointer[place] },
      slope: { y, t, place, j in (1 - t) - (1 + (w[j] - 1) * t) * negated.pointer[place] })
  }
}
