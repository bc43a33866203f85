import Declarations
import Model

/// A feed-forward network: its layers from input to output.
package struct ModelSpec: Sendable, Equatable {
  @AnyValue package var layers: [any Layer] = []

  static let record = Record(
    "the model", "A feed-forward network: its layers from input to output.", blank: ModelSpec(),
    fields: [
      Field(
        "layers", \.layers, .list(of: Layers.type, count: .within(1...1000)), required: true,
        "The layers, from input to output.")
    ])
}
