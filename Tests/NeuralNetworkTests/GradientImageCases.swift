import Model

@testable import NeuralNetwork

extension GradientCase {
  /// Convolutions and pools, with batches that leave remainders of the groups in which examples are
  /// interleaved.
  static let imageCases = [
    image("convolution", [2, 5, 4], conv(3, [2]), rows: 9),
    image("convolution with padding", [1, 4, 5], conv(5, [3], padding: .amount([1, 2]), Tanh()), rows: 17),
    image("convolution, same size", [2, 5, 4], conv(3, [2, 3], padding: .same, Sigmoid())),
    image("convolution with strides", [2, 7, 6], conv(4, [3, 2], stride: [2, 3], padding: .amount([1]))),
    image("convolution with more padding than kernel", [1, 3, 3], conv(2, [1], padding: .amount([1]))),
    image("convolution with dilation", [2, 7, 6], conv(2, [2, 3], dilation: [3, 2])),
    image("convolution by groups", [4, 4, 4], conv(6, [2], groups: 2, Tanh())),
    image("convolution by channels", [3, 4, 4], conv(3, [3], padding: .amount([1]), groups: 3)),
    image(
      "convolution without a bias", [2, 5, 4],
      Conv2D(
        ConvolutionOptions(
          channels: 3, window: SlidingWindow(size: [2], stride: [1]), activation: Tanh(), bias: nil))),
    image("many channels", [1, 3, 3], conv(19, [2], Tanh()), then: conv(17, [2])),
    GradientCase(
      name: "two convolutions and pools",
      network: Network(
        inputShape: [1, 9, 8],
        layers: [
          conv(3, [3], padding: .amount([1]), Tanh()), MaxPool2D(SlidingWindow(size: [2])),
          conv(4, [2], Sigmoid()),
          AveragePool2D(SlidingWindow(size: [2], stride: [1])), Flatten(), .dense(3),
        ]), rows: 8),
    GradientCase(
      name: "overlapping pools with padding",
      network: Network(
        inputShape: [2, 5, 6],
        layers: [
          conv(2, [1]), MaxPool2D(SlidingWindow(size: [3, 2], stride: [2, 1], padding: .amount([1]))),
          AveragePool2D(SlidingWindow(size: [2], stride: [2], padding: .amount([1]))), .dense(2),
        ]), rows: 10),
    GradientCase(
      name: "sequences",
      network: Network(
        inputShape: [2, 11],
        layers: [
          Conv1D(ConvolutionOptions(channels: 3, window: SlidingWindow(size: [3], stride: [2]))), Tanh(),
          MaxPool1D(SlidingWindow(size: [2], stride: [1])), AveragePool1D(SlidingWindow(size: [2])),
          .dense(2),
        ]), rows: 3),
    GradientCase(
      name: "normalised images and a residual",
      network: Network(
        inputShape: [1, 4, 4],
        layers: [
          conv(3, [3], padding: .amount([1]), Tanh()), BatchNorm(), Tanh(),
          Residual(
            layers: [
              LayerEntry(conv(4, [3], stride: [2], padding: .amount([1]), Sigmoid())),
              LayerEntry(BatchNorm(epsilon: 0.1)),
            ], shortcut: .automatic),
          Sigmoid(), GlobalAveragePool(), .dense(2),
        ]), rows: 9),
    GradientCase(
      name: "images that are concatenated and end the network",
      network: Network(
        inputShape: [4, 4],
        layers: [
          LayerEntry(conv(2, [3], Tanh()), name: "a"), LayerEntry(conv(1, [3]), name: "b", source: "input"),
          LayerEntry(Concat(sources: ["a", "b"])),
        ])),
  ]

  /// A convolution, perhaps another one, and a dense layer.
  private static func image(
    _ name: String, _ shape: [Int], _ layer: Conv2D, then: Conv2D? = nil, rows: Int = 5
  ) -> GradientCase {
    // The layer before it needs the gradient of its input.
    let first = conv(shape[0], [1])
    let layers: [any LayerElement] = [first, layer] + (then.map { [$0] } ?? []) + [Dense.dense(2)]
    return GradientCase(name: name, network: Network(inputShape: shape, layers: layers), rows: rows)
  }

  private static func conv(
    _ channels: Int, _ kernel: [Int], stride: [Int] = [1], padding: SlidingWindow.Padding = .amount([0]),
    dilation: [Int] = [1], groups: Int = 1, _ activation: any Activation = Identity()
  ) -> Conv2D {
    Conv2D(
      ConvolutionOptions(
        channels: channels,
        window: SlidingWindow(size: kernel, stride: stride, padding: padding, dilation: dilation),
        groups: groups, activation: activation))
  }
}
