import Declarations
import Model

extension SlidingWindow {
  /// The keys of a pool of so many axes.
  fileprivate static func fields(axes: Int) -> [Field<SlidingWindow>] {
    let each = axes == 1 ? "" : " One number, or one for rows and one for columns."
    return [
      Field(
        "kernel", \.size, .extents(axes: axes, atLeast: 1), required: true, "The size of the window." + each),
      Field(
        "stride", \.stride, .extents(axes: axes, atLeast: 1),
        "The steps that the window takes; those of a pool are its size by default." + each),
      Field("padding", \.padding, .padding(axes: axes), "What is added on both sides." + each),
    ]
  }

  /// The same with the keys that a convolution has besides.
  fileprivate static func convolutionFields(axes: Int) -> [Field<SlidingWindow>] {
    let each = axes == 1 ? "" : " One number, or one for rows and one for columns."
    return fields(axes: axes) + [
      Field(
        "dilation", \.dilation, .extents(axes: axes, atLeast: 1),
        "The steps between the elements that the kernel reads." + each)
    ]
  }
}

extension ValueType where Value == [Int] {
  /// One number, or one for each axis.
  fileprivate static func extents(axes: Int, atLeast lowest: Int) -> ValueType {
    let number = ValueType<Int>.integer(.within(lowest...100_000))
    let list = ValueType.oneOrMore(of: number, count: .within(axes...axes))
    // A stride that is not given is none.
    return axes == 1
      ? ValueType(schema: number.schema, encode: { $0.first.map(number.encode) ?? .null }) { node, faults in
        number.decode(node, &faults).map { [$0] }
      }
      : ValueType(schema: list.schema, encode: { $0.isEmpty ? .null : list.encode($0) }, decode: list.decode)
  }
}

extension ValueType where Value == SlidingWindow.Padding {
  fileprivate static func padding(axes: Int) -> ValueType {
    let amount = ValueType<[Int]>.extents(axes: axes, atLeast: 0)
    return ValueType(
      schema: ["anyOf": [["const": "same"], amount.schema]],
      encode: {
        switch $0 {
        case .same: "same"
        case .amount(let values): amount.encode(values)
        }
      },
      decode: { node, faults in
        if node.referencedName != nil { return nil }
        return node.string == "same" ? .same : amount.decode(node, &faults).map { .amount($0) }
      })
  }
}

extension ConvolutionOptions {
  fileprivate static func fields(axes: Int) -> [Field<ConvolutionOptions>] {
    [
      Field(
        "channels", \.channels, .integer(.within(1...Layers.unitLimit)), required: true,
        "The number of output channels.")
    ] + SlidingWindow.convolutionFields(axes: axes).map { $0.within(\.window) } + [
      Field(
        "groups", \.groups, .integer(.within(1...Layers.unitLimit)),
        "The channels are cut into so many groups; each output channel reads one."),
      Field("activation", \.activation, Activations.type, "The function applied to every output."),
      Field(
        "weights", \.weights, Initializers.type,
        "How the kernels start. layer_default is PyTorch's: uniform within 1/sqrt(inputs of an output)."),
      Field("bias", \.bias, Initializers.bias, "How the biases start, or none; layer_default is the same."),
    ]
  }
}

extension Conv2D: DeclaredByRecord {
  package static let record = Record<Conv2D>(
    "the layer 'conv2d'",
    "A convolution over images (channels, rows, columns); one without channels has one. PyTorch's nn.Conv2d.",
    blank: Conv2D(), fields: ConvolutionOptions.fields(axes: 2).map { $0.within(\.options) })
}

extension Conv1D: DeclaredByRecord {
  package static let record = Record<Conv1D>(
    "the layer 'conv1d'",
    "A convolution over sequences (channels, steps); one without channels has one. PyTorch's nn.Conv1d.",
    blank: Conv1D(), fields: ConvolutionOptions.fields(axes: 1).map { $0.within(\.options) })
}

extension Pooling {
  fileprivate static func pool(_ blank: Self, _ documentation: String) -> Record<Self> {
    Record(
      "the layer '\(name)'", documentation, blank: blank,
      fields: SlidingWindow.fields(axes: axes).map { $0.within(\.window) }, bareKey: "kernel")
  }
}

extension MaxPool2D: DeclaredByRecord {
  package static let record = pool(
    MaxPool2D(), "The largest element of each window of an image. PyTorch's nn.MaxPool2d.")
}

extension MaxPool1D: DeclaredByRecord {
  package static let record = pool(
    MaxPool1D(), "The largest element of each window of a sequence. PyTorch's nn.MaxPool1d.")
}

extension AveragePool2D: DeclaredByRecord {
  package static let record = pool(
    AveragePool2D(), "The mean of each window of an image, padding counted as 0. PyTorch's nn.AvgPool2d.")
}

extension AveragePool1D: DeclaredByRecord {
  package static let record = pool(
    AveragePool1D(), "The mean of each window of a sequence, padding counted as 0. PyTorch's nn.AvgPool1d.")
}

extension GlobalAveragePool: DeclaredByRecord {
  package static let record = Record<GlobalAveragePool>(
    "the layer 'global_average_pool'",
    "The mean of each channel. PyTorch's nn.AdaptiveAvgPool2d(1), flattened.",
    blank: GlobalAveragePool(), fields: [])
}
