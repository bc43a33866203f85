import Model

extension PReLU: TrainableLayer {
  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    try PReLUOperation(context)
  }
}

/// y = x where x > 0, else a · x, with the slope a of the channel; dx = dy or a · dy,
/// da = Σ dy · min(x, 0) over the batch and the elements of the channel.
final class PReLUOperation<S: Scalar>: Operation {
  private let channels: Int
  private let width: Int
  private let slopes: UnsafeMutablePointer<S>
  private let kernels: Kernels<S>
  private let negativePart: KernelActivation
  /// Numbers of each channel: the gradients of the slopes, sums that are not needed, and zeros.
  private let slopeGradient, sums, zeros: AlignedBuffer<S>

  /// - Throws: ``TrainingError/outOfMemory(elements:)`` or ``TrainingError/noOperation(_:)``.
  init(_ context: OperationContext<S>) throws(TrainingError) {
    channels = context.node.parameters[0].count
    width = context.node.outputs
    slopes = context.parameters[0].value
    kernels = context.kernels
    negativePart = try KernelActivation(Hardtanh(minimum: -.infinity, maximum: 0))
    let count = S.stride(columns: channels)
    slopeGradient = try AlignedBuffer(count: count)
    sums = try AlignedBuffer(count: count)
    zeros = try AlignedBuffer(count: count)
  }

  /// min(x, 0).
  func savedWidths(_ mode: NetworkMode) -> [Int] { mode == .training ? [width] : [] }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func forward(_ tensors: NodeTensors<S>, columns: Range<Int>, mode: NetworkMode) {
    let (x, y) = (tensors.matrix(), tensors.output)
    if mode == .training {
      kernels.activate(negativePart, count: x.count, x.pointer, into: tensors.saved().pointer)
    }
    kernels.channelSlopes(ChannelRows(x, channels: channels), slopes, of: x.pointer, into: y.pointer)
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func backward(_ tensors: NodeTensors<S>) {
    guard let dx = tensors.inputGradient() else { return }
    kernels.channelSlopes(
      ChannelRows(tensors.matrix(), channels: channels), slopes, of: tensors.outputGradient.pointer,
      into: dx.pointer)
  }

  /// As many channels as a vector has numbers are a part.
  func batchParts(_ direction: Direction) -> Int {
    direction == .backward ? (channels + S.lanes - 1) / S.lanes : 0
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func beginBatch(_ direction: Direction, part: Int, _ tensors: NodeTensors<S>) {
    kernels.batchSums(
      ChannelRows(tensors.outputGradient, channels: channels),
      ChannelRows(tensors.saved(), channels: channels), mean: zeros.pointer,
      channels: part * S.lanes..<min((part + 1) * S.lanes, channels), sums: sums.pointer,
      products: slopeGradient.pointer)
  }

  func gradient(of parameter: Int, _ tensors: NodeTensors<S>) -> Gradient<S> {
    .stored(slopeGradient.pointer)
  }
}
