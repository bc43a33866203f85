import Declarations

/// A feed-forward network: its layers from input to output.
package struct ModelSpec: Sendable, Equatable {
  package var layers: [LayerSpec] = []

  static let record = Record(
    "the model", "A feed-forward network: its layers from input to output.", blank: ModelSpec(),
    fields: [
      Field(
        "layers", \.layers, .list(of: LayerSpec.type, count: .within(1...1000)), required: true,
        "The layers, from input to output.")
    ])
}

package enum LayerSpec: Sendable, Equatable {
  case dense(DenseSpec)

  static let type = ValueType<LayerSpec>.alternatives(
    "layer",
    [
      Alternative("dense", DenseSpec.record, wrap: LayerSpec.dense) {
        if case .dense(let spec) = $0 { spec } else { nil }
      }
    ]
  )
}

/// y = activation(x · W + b).
package struct DenseSpec: Sendable, Equatable {
  package var units = 0
  package var inputs: Int?
  package var activation = ActivationSpec.identity
  package var weights = InitializerSpec.layerDefault
  package var bias = InitializerSpec.layerDefault

  /// More weights than this in one layer are a mistake, not a model.
  static let unitLimit = 1_000_000

  static let record = Record(
    "the layer 'dense'", "A fully connected layer: activation(x · W + b).", blank: DenseSpec(),
    fields: [
      Field(
        "units", \.units, .integer(.within(1...unitLimit)), required: true, "The number of outputs."),
      Field(
        "inputs", \.inputs, .integer(.within(1...unitLimit)),
        "The number of inputs; it follows from what comes before, and is checked against it where it is given."
      ),
      Field("activation", \.activation, ActivationSpec.type, "The function applied to every output."),
      Field(
        "weights", \.weights, InitializerSpec.type,
        "How the weights start. layer_default is PyTorch's nn.Linear: uniform within 1/sqrt(inputs)."),
      Field(
        "bias", \.bias, InitializerSpec.type,
        "How the bias starts. layer_default is PyTorch's nn.Linear: uniform within 1/sqrt(inputs)."),
    ])
}
