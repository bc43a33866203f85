import Model

extension MaxPool1D: TrainablePool {}
extension MaxPool2D: TrainablePool {}
extension AveragePool1D: TrainablePool {}
extension AveragePool2D: TrainablePool {}

/// A pool as a layer that can be trained.
protocol TrainablePool: Pooling, TrainableLayer {}

extension TrainablePool {
  static var layout: TensorLayout { .interleaved }

  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    PoolOperation(
      ImageWindow(window, axes: Self.axes, context.node), largest: Self.takesLargest, kernels: context.kernels
    )
  }
}

extension GlobalAveragePool: TrainableLayer {
  static var layout: TensorLayout { .interleaved }

  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    let input = context.node.input
    let all = WindowAxis(size: Array(input.dropFirst()).elementCount)
    let window = ImageWindow(
      channels: input[0], size: (1, all.size), rows: .none, columns: all, output: (1, 1))
    return PoolOperation(window, largest: false, kernels: context.kernels)
  }
}

/// The largest element of each window, or the mean, channel by channel.
final class PoolOperation<S: Scalar>: Operation {
  private let window: ImageWindow
  private let takesLargest: Bool
  private let kernels: Kernels<S>

  init(_ window: ImageWindow, largest: Bool, kernels: Kernels<S>) {
    self.window = window
    takesLargest = largest
    self.kernels = kernels
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func forward(_ tensors: NodeTensors<S>, columns: Range<Int>, mode: NetworkMode) {
    let (x, y) = (tensors.matrix(), tensors.output)
    for group in 0..<y.groups {
      kernels.pool(window, largest: takesLargest, x: x.group(group), into: y.group(group))
    }
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func backward(_ tensors: NodeTensors<S>) {
    guard let dx = tensors.inputGradient() else { return }
    let (x, y, dy) = (tensors.matrix(), tensors.output, tensors.outputGradient)
    for group in 0..<y.groups {
      kernels.poolBackward(
        window, largest: takesLargest, x: x.group(group), y: y.group(group), dy: dy.group(group),
        into: dx.group(group))
    }
  }
}

extension ImageWindow {
  /// That of a node, whose shapes are known to fit.
  init(_ window: SlidingWindow, axes: Int, _ node: NetworkNode) {
    let size = ImageWindow.size(node.input, axes: axes)
    let output = ImageWindow.size(node.output, axes: axes)
    self.init(
      channels: node.inputCount / (size.rows * size.columns), size: size,
      rows: axes == 1 ? .none : window.axis(0), columns: window.axis(axes - 1), output: output)
  }

  /// The rows and columns of an example's shape.
  private static func size(_ shape: [Int], axes: Int) -> (rows: Int, columns: Int) {
    (axes == 1 ? 1 : shape[shape.count - 2], shape[shape.count - 1])
  }
}
