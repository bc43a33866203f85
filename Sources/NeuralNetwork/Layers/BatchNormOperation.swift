import Model

extension BatchNorm: TrainableLayer {
  static var layout: TensorLayout { .either }

  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    try BatchNormOperation(self, context)
  }
}

/// y = w · (x − mean) / √(variance + epsilon) + b, channel by channel.
///
/// In training mean and (biased) variance are those of all n elements of a channel in the batch, and the
/// running ones follow them, the variance unbiased: n / (n − 1) of the biased one, but for a single element.
/// With s = 1 / √(variance + epsilon) and k = s² · Σ dy · (x − mean) / n, the gradients are
/// dw = s · Σ dy · (x − mean), db = Σ dy and dx = w · s · (dy − (x − mean) · k − Σ dy / n).
final class BatchNormOperation<S: Scalar>: Operation {
  private let layer: BatchNorm
  private let channels: Int
  private let weight, bias, runningMean, runningVariance: UnsafeMutablePointer<S>
  private let kernels: Kernels<S>
  /// Numbers of each channel: of the batch, ...
  private let mean, variance, weightGradient, biasGradient: AlignedBuffer<S>
  /// ... those that x or dy is multiplied with and to which is added in the pass that is done, ...
  private let factor, summand: AlignedBuffer<S>
  /// ... and, in the backward pass, that x is multiplied with.
  private let inputFactor: AlignedBuffer<S>

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(_ layer: BatchNorm, _ context: OperationContext<S>) throws(TrainingError) {
    self.layer = layer
    channels = context.node.parameters[0].count
    partWidth = context.node.outputs > channels ? 1 : S.lanes
    weight = context.parameters[0].value
    bias = context.parameters[1].value
    runningMean = context.parameters[2].value
    runningVariance = context.parameters[3].value
    kernels = context.kernels
    let count = S.stride(columns: channels)
    mean = try AlignedBuffer(count: count)
    variance = try AlignedBuffer(count: count)
    weightGradient = try AlignedBuffer(count: count)
    biasGradient = try AlignedBuffer(count: count)
    factor = try AlignedBuffer(count: count)
    summand = try AlignedBuffer(count: count)
    inputFactor = try AlignedBuffer(count: count)
  }

  /// The channels of a part: one of images, else as many as a vector has numbers.
  private let partWidth: Int

  func batchParts(_ direction: Direction) -> Int { (channels + partWidth - 1) / partWidth }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func beginBatch(_ direction: Direction, part: Int, _ tensors: NodeTensors<S>) {
    let range = part * partWidth..<min((part + 1) * partWidth, channels)
    let x = ChannelRows(tensors.matrix(), channels: channels)
    switch direction {
    case .forward: beginForward(x, range)
    case .backward:
      beginBackward(x, ChannelRows(tensors.outputGradient, channels: channels), range)
    }
  }

  private func beginForward(_ x: ChannelRows<S>, _ range: Range<Int>) {
    kernels.batchMoments(x, channels: range, mean: mean.pointer, variance: variance.pointer)
    let count = x.count
    let (unbiased, momentum) = (S(count) / S(max(count - 1, 1)), S(layer.momentum))
    for channel in range {
      setAffine(channel, mean: mean.pointer[channel], variance: variance.pointer[channel])
      runningMean[channel] = (1 - momentum) * runningMean[channel] + momentum * mean.pointer[channel]
      runningVariance[channel] =
        (1 - momentum) * runningVariance[channel] + momentum * (variance.pointer[channel] * unbiased)
    }
  }

  private func beginBackward(_ x: ChannelRows<S>, _ dy: ChannelRows<S>, _ range: Range<Int>) {
    kernels.batchSums(
      dy, x, mean: mean.pointer, channels: range, sums: biasGradient.pointer,
      products: weightGradient.pointer)
    let count = S(x.count)
    for channel in range {
      let scale = 1 / (variance.pointer[channel] + S(layer.epsilon)).squareRoot()
      let slope = scale * scale * weightGradient.pointer[channel] / count
      weightGradient.pointer[channel] *= scale
      factor.pointer[channel] = weight[channel] * scale
      inputFactor.pointer[channel] = -factor.pointer[channel] * slope
      summand.pointer[channel] =
        factor.pointer[channel] * (mean.pointer[channel] * slope - biasGradient.pointer[channel] / count)
    }
  }

  /// y = factor · x + summand.
  private func setAffine(_ channel: Int, mean: S, variance: S) {
    let scale = weight[channel] / (variance + S(layer.epsilon)).squareRoot()
    factor.pointer[channel] = scale
    summand.pointer[channel] = bias[channel] - mean * scale
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func beginEvaluation() {
    for channel in 0..<channels {
      setAffine(channel, mean: runningMean[channel], variance: runningVariance[channel])
    }
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func forward(_ tensors: NodeTensors<S>, columns: Range<Int>, mode: NetworkMode) {
    let x = ChannelRows(tensors.matrix(), channels: channels)
    kernels.channelAffine(x, factor.pointer, plus: summand.pointer, into: tensors.output.pointer)
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func backward(_ tensors: NodeTensors<S>) {
    guard let dx = tensors.inputGradient() else { return }
    let x = ChannelRows(tensors.matrix(), channels: channels)
    let dy = ChannelRows(tensors.outputGradient, channels: channels)
    kernels.channelAffine(
      dy, factor.pointer, plus: summand.pointer, (x, UnsafePointer(inputFactor.pointer)), into: dx.pointer)
    dx.clearLackingRows()
  }

  func gradient(of parameter: Int, _ tensors: NodeTensors<S>) -> Gradient<S> {
    .stored(parameter == 0 ? weightGradient.pointer : biasGradient.pointer)
  }
}
