import Declarations
import Model

/// A feed-forward network: its layers from input to output.
package struct ModelSpec: Sendable, Equatable {
  package var layers: [LayerEntry] = []

  static let record = Record<ModelSpec>(
    "the model", "A feed-forward network: its layers from input to output.", blank: ModelSpec(),
    fields: [
      Field(
        "layers", \.layers, .list(of: .layer, count: .within(1...1000)), required: true,
        "The layers, from input to output.")
    ])
}
