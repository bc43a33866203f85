import Declarations

/// Draws that are made and thrown away before the model is built: for an experiment that continues where another one
/// left the random numbers.
package enum AdvanceSpec: Sendable, Equatable {
  /// So many draws from the standard normal distribution.
  case normal(Int)
  /// So many uniform draws.
  case uniform(Int)
  /// The initial parameters of a dense layer.
  case dense(DenseDrawsSpec)

  static let type = ValueType<AdvanceSpec>.alternatives(
    "draw",
    [
      Alternative(
        "normal", "So many draws from the standard normal distribution.", count, wrap: AdvanceSpec.normal
      ) {
        if case .normal(let count) = $0 { count } else { nil }
      },
      Alternative("uniform", "So many uniform draws.", count, wrap: AdvanceSpec.uniform) {
        if case .uniform(let count) = $0 { count } else { nil }
      },
      Alternative("dense", DenseDrawsSpec.record, wrap: AdvanceSpec.dense) {
        if case .dense(let spec) = $0 { spec } else { nil }
      },
    ])

  private static let count = ValueType.integer(.within(0...1_000_000_000))
}

package struct DenseDrawsSpec: Sendable, Equatable {
  package var inputs = 0
  package var units = 0

  static let record = Record(
    "the draw 'dense'", "The initial parameters of a dense layer, with its default initializer.",
    blank: DenseDrawsSpec(),
    fields: [
      Field(
        "inputs", \.inputs, .integer(.within(1...DenseSpec.unitLimit)), required: true, "The layer's inputs."),
      Field(
        "units", \.units, .integer(.within(1...DenseSpec.unitLimit)), required: true, "The layer's outputs."),
    ])
}
