import Model

extension CrossEntropy: TrainableLoss {
  func evaluate(_ batch: LossBatch<Float>) { batch.softmaxCrossEntropy() }
  func evaluate(_ batch: LossBatch<Double>) { batch.softmaxCrossEntropy() }
}

extension LossBatch {
  /// loss_i = log Σ_j exp(x_ij) − x_i,label, by way of the row's maximum and so finite for any finite
  /// logits; gradient_ij = (softmax(x_i)_j − [j = label]) / b, for a batch of b examples.
  func softmaxCrossEntropy() {
    kernels.softmaxCrossEntropy(
      m: outputs.rows, n: outputs.columns, stride: outputs.stride, logits: outputs.pointer, labels: labels,
      batch: examples, losses: losses, gradient: gradient?.pointer)
  }
}
