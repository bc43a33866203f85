import Declarations
import Model

/// The layers that a file may name.
package enum Layers {
  package static let types: [any (LayerElement & Declared).Type] =
    fittingAnything + [
      Conv2D.self, Conv1D.self, MaxPool2D.self, MaxPool1D.self, AveragePool2D.self, AveragePool1D.self,
      GlobalAveragePool.self, Flatten.self, Reshape.self, GroupNorm.self, RNN.self, GRU.self, LSTM.self,
      Embedding.self, Add.self, Concat.self, Residual.self, Repeat.self,
      Block.self,
    ]

  /// Those that fit behind any other one, whatever its output's shape.
  static let fittingAnything: [any (LayerElement & Declared).Type] =
    [Dense.self, BatchNorm.self, LayerNorm.self, Dropout.self, PReLU.self, Softmax.self, LogSoftmax.self]
    + Activations.types.map { $0 }

  static let type = ValueType<any LayerElement>.oneOf("layer", types.map { $0 })

  /// More units than this in one layer are a mistake, not a model.
  static let unitLimit = 1_000_000
}

extension Field {
  /// The key that normalising layers share.
  static func epsilon(_ value: WritableKeyPath<Owner, Double> & Sendable) -> Field {
    Field("epsilon", value, .real(.above(0)), "Added to the variance.")
  }
}

extension BatchNorm: DeclaredByRecord {
  package static let record = Record<BatchNorm>(
    "the layer 'batch_norm'",
    "Each channel less its mean over the batch, divided by its standard deviation, then scaled and shifted "
      + "(Ioffe and Szegedy 2015). The channels are the first dimension of an example. PyTorch's "
      + "nn.BatchNorm1d and nn.BatchNorm2d.", blank: BatchNorm(),
    fields: [
      .epsilon(\.epsilon),
      Field(
        "momentum", \.momentum, .real(.within(0...1)),
        "How much of the running mean and variance, with which the layer evaluates, a batch replaces."),
    ])
}

extension Dropout: DeclaredByRecord {
  package static let record = Record<Dropout>(
    "the layer 'dropout'",
    "In training, leaves out each element with a probability, and divides the others by what is left of it. "
      + "PyTorch's nn.Dropout.", blank: Dropout(),
    fields: [
      Field(
        "probability", \.probability, .real(.within(0..<1)), "How likely an element is to be left out.")
    ], bareKey: "probability")
}

extension PReLU: DeclaredByRecord {
  package static let record = Record<PReLU>(
    "the layer 'prelu'",
    "z where z > 0, else slope · z, with slopes that are learned (He et al. 2015). PyTorch's nn.PReLU.",
    blank: PReLU(),
    fields: [
      Field(
        "slopes", \.slopes, .choice(of: "number of slopes"),
        "one for all elements, or per_channel: one for each channel, the first dimension of an example."),
      Field("initial", \.initial, .real(), "What the slopes are at the start."),
    ])
}

extension Softmax: DeclaredByRecord {
  package static let record = Record<Softmax>(
    "the layer 'softmax'",
    "exp(x) divided by the sum of exp(x), over the last dimension of an example. PyTorch's nn.Softmax(-1).",
    blank: Softmax(), fields: [])
}

extension LogSoftmax: DeclaredByRecord {
  package static let record = Record<LogSoftmax>(
    "the layer 'log_softmax'",
    "x less the logarithm of the sum of exp(x), over the last dimension of an example. PyTorch's "
      + "nn.LogSoftmax(-1).", blank: LogSoftmax(), fields: [])
}

extension Dense: DeclaredByRecord {
  package static let record = Record<Dense>(
    "the layer 'dense'", "A fully connected layer: activation(x · W + b).", blank: Dense(units: 0),
    fields: [
      Field(
        "units", \.widths, .oneOrMore(of: .integer(.within(1...Layers.unitLimit)), count: .within(1...1000)),
        required: true, "The number of outputs; a list is a stack of such layers."),
      Field(
        "inputs", \.inputs, .integer(.within(1...Layers.unitLimit)),
        "The number of inputs; it follows from what comes before, and is checked against it where it is "
          + "given."
      ),
      Field("activation", \.activation, Activations.type, "The function applied to every output."),
      Field(
        "weights", \.weights, Initializers.type,
        "How the weights start. layer_default is PyTorch's nn.Linear: uniform within 1/sqrt(inputs)."),
      Field(
        "bias", \.bias, Initializers.bias,
        "How the bias starts, or none. layer_default is PyTorch's nn.Linear: uniform within 1/sqrt(inputs)."),
    ], bareKey: "units")
}
