import Declarations
import Model

/// The layers that a file may name.
package enum Layers {
  package static let types: [any (Layer & DeclaredByRecord).Type] = [Dense.self]

  static let type = ValueType<any Layer>.oneOf("layer", types)

  /// More units than this in one layer are a mistake, not a model.
  static let unitLimit = 1_000_000
}

extension Dense: DeclaredByRecord {
  package static let record = Record(
    "the layer 'dense'", "A fully connected layer: activation(x · W + b).", blank: Dense(units: 0),
    fields: [
      Field(
        "units", \.units, .integer(.within(1...Layers.unitLimit)), required: true, "The number of outputs."),
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
        "bias", \.bias, Initializers.type,
        "How the bias starts. layer_default is PyTorch's nn.Linear: uniform within 1/sqrt(inputs)."),
    ])
}
