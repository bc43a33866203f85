import Declarations
import Model

/// The draws that a file may name, which are made and thrown away before the model is built: for an
/// experiment that continues where another one left the random numbers.
package enum DrawTypes {
  package static let types: [any (Draws & Declared).Type] = [
    NormalDraws.self, UniformDraws.self, DenseDraws.self,
  ]

  static let type = ValueType<any Draws>.oneOf("draw", types.map { $0 })

  fileprivate static let count = ValueType.integer(.within(0...1_000_000_000))
}

extension NormalDraws: Declared {
  package static let form = Alternative<NormalDraws>(
    name, "So many draws from the standard normal distribution.", DrawTypes.count,
    wrap: NormalDraws.init(count:), unwrap: { $0.count })
}

extension UniformDraws: Declared {
  package static let form = Alternative<UniformDraws>(
    name, "So many uniform draws.", DrawTypes.count, wrap: UniformDraws.init(count:), unwrap: { $0.count })
}

extension DenseDraws: DeclaredByRecord {
  package static let record = Record<DenseDraws>(
    "the draw 'dense'", "The initial parameters of a dense layer, with its default initializer.",
    blank: DenseDraws(),
    fields: [
      Field(
        "inputs", \.inputs, .integer(.within(1...Layers.unitLimit)), required: true, "The layer's inputs."),
      Field(
        "units", \.units, .integer(.within(1...Layers.unitLimit)), required: true, "The layer's outputs."),
    ])
}
