/// A convolution: each output channel at each place is the sum of the products of a kernel with what lies
/// under it in all channels of its group, and a bias. PyTorch's `nn.Conv1d` and `nn.Conv2d`, whose kernels
/// are not turned round.
package protocol Convolution: Layer {
  /// 1 for sequences, 2 for images.
  static var axes: Int { get }
  var options: ConvolutionOptions { get }
}

/// What a convolution's file says of it.
package struct ConvolutionOptions: Sendable, Equatable {
  /// The output channels.
  package var channels: Int
  package var window: SlidingWindow
  /// The channels are cut into so many groups, of which each output channel reads one.
  package var groups: Int
  @AnyValue package var activation: any Activation
  /// How the kernels start.
  @AnyValue package var weights: any Initializer
  /// How the biases start; `nil` where there are none.
  @AnyValue package var bias: (any Initializer)?

  package init(
    channels: Int = 1, window: SlidingWindow = SlidingWindow(stride: [1]), groups: Int = 1,
    activation: any Activation = Identity(), weights: any Initializer = LayerDefault(),
    bias: (any Initializer)? = LayerDefault()
  ) {
    self.channels = channels
    self.window = window
    self.groups = groups
    self.activation = activation
    self.weights = weights
    self.bias = bias
  }
}

extension Convolution {
  package var activation: any Activation { options.activation }

  package func outputShape(for input: [Int]) throws(LayerFault) -> [Int] {
    let image = try ImageShape(input, axes: Self.axes)
    guard options.channels >= 1 else { throw .units(options.channels) }
    guard image.channels % options.groups == 0 else {
      throw .groups(options.groups, channels: image.channels, of: "input")
    }
    guard options.channels % options.groups == 0 else {
      throw .groups(options.groups, channels: options.channels, of: "output")
    }
    return [options.channels] + (try options.window.outputSizes(image.sizes))
  }

  /// The sizes of the kernel along its axes.
  private var kernel: [Int] { (0..<Self.axes).map { options.window.axis($0).size } }

  package func parameters(for input: [Int]) -> [ParameterShape] {
    guard let image = try? ImageShape(input, axes: Self.axes) else { return [] }
    let shape = [options.channels, image.channels / options.groups] + kernel
    let (fanIn, fanOut) = (Array(shape.dropFirst()).elementCount, ([shape[0]] + kernel).elementCount)
    let weight = ParameterShape(
      name: "weight", shape: shape, initial: options.weights.ofWeights(fanIn: fanIn, fanOut: fanOut))
    guard let bias = options.bias else { return [weight] }
    return [
      weight,
      ParameterShape(name: "bias", shape: [shape[0]], initial: bias.ofBias(fanIn: fanIn, fanOut: fanOut)),
    ]
  }

  package func multiplyAdds(for input: [Int]) -> Int {
    guard let weight = parameters(for: input).first?.shape, let output = try? outputShape(for: input) else {
      return 0
    }
    return (weight + output.dropFirst()).elementCount
  }
}

/// A convolution over images.
package struct Conv2D: Convolution {
  package static let name = "conv2d"
  package static let axes = 2

  package var options: ConvolutionOptions

  package init(_ options: ConvolutionOptions = ConvolutionOptions()) { self.options = options }
}

/// A convolution over sequences.
package struct Conv1D: Convolution {
  package static let name = "conv1d"
  package static let axes = 1

  package var options: ConvolutionOptions

  package init(_ options: ConvolutionOptions = ConvolutionOptions()) { self.options = options }
}
