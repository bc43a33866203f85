import Declarations
import Model

extension Residual: DeclaredByRecord {
  package static let record = Record<Residual>(
    "the layer 'residual'",
    "Layers whose output is added to what they read (He et al. 2016).", blank: Residual(),
    fields: [
      Field("layers", \.layers, .layers, required: true, "The layers, from input to output."),
      Field("shortcut", \.shortcut, Shortcut.type, "What is added to their output."),
    ])
}

extension Residual.Shortcut {
  private static let names = ValueType<String>.name(of: "shortcut", among: ["identity", "auto"])

  static let type = ValueType<Residual.Shortcut>(
    schema: ["anyOf": [names.schema, ValueType<[LayerEntry]>.layers.schema]],
    encode: {
      switch $0 {
      case .identity: "identity"
      case .automatic: "auto"
      case .layers(let layers): ValueType<[LayerEntry]>.layers.encode(layers)
      }
    },
    decode: { node, faults in
      if node.referencedName != nil { return nil }
      if node.sequence != nil {
        return ValueType<[LayerEntry]>.layers.decode(node, &faults).map { .layers($0) }
      }
      return names.decode(node, &faults).map { $0 == "auto" ? .automatic : .identity }
    })
}

extension Repeat: DeclaredByRecord {
  package static let record = Record<Repeat>(
    "the layer 'repeat'",
    "Layers that follow each other several times, each time with parameters of their own.", blank: Repeat(),
    fields: [
      Field("times", \.times, .integer(.within(1...1000)), required: true, "How often."),
      Field("layers", \.layers, .layers, required: true, "The layers, from input to output."),
    ])
}

extension Block: DeclaredByRecord {
  package static let record = Record<Block>(
    "the layer 'block'",
    "Layers in place of one. A block of the file's 'blocks' becomes this, with its parameters in place.",
    blank: Block(),
    fields: [Field("layers", \.layers, .layers, required: true, "The layers, from input to output.")])
}

extension Add: Declared {
  package static let form = Alternative<Add>(
    name, "The sum of outputs of the same shape, by their names: [a, b].", .sources,
    wrap: { Add(sources: $0) }, unwrap: { $0.sources })
}

extension Concat: Declared {
  package static let form = Alternative<Concat>(
    name,
    "Outputs, by their names, one behind the other along their first dimension: [a, b].", .sources,
    wrap: { Concat(sources: $0) }, unwrap: { $0.sources })
}

extension ValueType where Value == [String] {
  /// The names of outputs.
  fileprivate static let sources = ValueType.list(of: .symbol, count: .within(2...1000))
}

extension Flatten: DeclaredByRecord {
  package static let record = Record<Flatten>(
    "the layer 'flatten'", "Each example as a row of features. PyTorch's nn.Flatten.", blank: Flatten(),
    fields: [])
}

extension Reshape: Declared {
  package static let form = Alternative<Reshape>(
    name, "Each example in another shape, with its elements in the same order: [1, 28, 28].",
    .list(of: .integer(.within(1...Layers.unitLimit)), count: .within(1...4)),
    wrap: { Reshape(shape: $0) }, unwrap: { $0.shape })
}
