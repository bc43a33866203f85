import Declarations
import Model

/// A feed-forward network: its layers from input to output.
package struct ModelSpec: Sendable, Equatable {
  package var layers: [LayerEntry] = []
  package var initial: [InitialRule] = []

  /// The network that reads examples of a shape.
  package func network(inputShape: [Int]) -> Network {
    Network(inputShape: inputShape, layers: layers, initial: initial)
  }

  static let record = Record<ModelSpec>(
    "the model", "A feed-forward network: its layers from input to output.", blank: ModelSpec(),
    fields: [
      Field(
        "layers", \.layers, .list(of: .layer, count: .within(1...1000)), required: true,
        "The layers, from input to output."),
      Field(
        "initialize", \.initial, .oneOrMore(of: InitialRule.record.type),
        "How parameters of some names start, in place of what their layers say; of several, the first whose "
          + "pattern fits a parameter is its own."),
    ])
}

extension InitialRule {
  static let record = Record<InitialRule>(
    "the initial values", "How parameters of some names start.", blank: InitialRule(),
    fields: [
      Field(
        "parameters", \.pattern.text, .string,
        "The names of the parameters, such as layers.0.weight, where each * stands for any characters: "
          + "*.weight."),
      Field("with", \.initializer, Initializers.type, required: true, "What they start with."),
    ])
}
