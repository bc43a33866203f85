import Declarations
import Model

/// The initializers that a file may name.
package enum Initializers {
  package static let types: [any (Initializer & DeclaredByRecord).Type] = [
    LayerDefault.self, Zeros.self, XavierUniform.self, XavierNormal.self, KaimingUniform.self,
    KaimingNormal.self, Constant.self, Normal.self, Uniform.self, TruncatedNormal.self, Orthogonal.self,
    Sparse.self, GivenValues.self,
  ]

  static let type = ValueType<any Initializer>.oneOf("initializer", types.map { $0 })

  /// How a bias starts, or `none` where a layer has no bias.
  static let bias = type.orNone("initializer")
}

extension LayerDefault: DeclaredByRecord {
  package static let record = Record<LayerDefault>(
    "the initializer 'layer_default'", "PyTorch's default of the layer.", blank: LayerDefault(), fields: [])
}

extension Zeros: DeclaredByRecord {
  package static let record = Record<Zeros>("the initializer 'zeros'", "All 0.", blank: Zeros(), fields: [])
}

extension XavierUniform: DeclaredByRecord {
  package static let record = Record<XavierUniform>(
    "the initializer 'xavier_uniform'", "Glorot and Bengio 2010, uniform.", blank: XavierUniform(), fields: []
  )
}

extension XavierNormal: DeclaredByRecord {
  package static let record = Record<XavierNormal>(
    "the initializer 'xavier_normal'", "Glorot and Bengio 2010, normal.", blank: XavierNormal(), fields: [])
}

extension KaimingUniform: DeclaredByRecord {
  package static let record = Record<KaimingUniform>(
    "the initializer 'kaiming_uniform'", "He et al. 2015 for ReLU, uniform.", blank: KaimingUniform(),
    fields: [])
}

extension KaimingNormal: DeclaredByRecord {
  package static let record = Record<KaimingNormal>(
    "the initializer 'kaiming_normal'", "He et al. 2015 for ReLU, normal.", blank: KaimingNormal(), fields: []
  )
}

extension Constant: DeclaredByRecord {
  package static let record = Record<Constant>(
    "the initializer 'constant'", "All the same value.", blank: Constant(),
    fields: [Field("value", \.value, .real(), required: true, "The value.")])
}

extension Normal: DeclaredByRecord {
  package static let record = Record<Normal>(
    "the initializer 'normal'", "Normal draws.", blank: Normal(),
    fields: [
      Field("mean", \.mean, .real(), "The mean."),
      Field("standard_deviation", \.standardDeviation, .real(.atLeast(0)), "The standard deviation."),
    ])
}

extension Uniform: DeclaredByRecord {
  package static let record = Record<Uniform>(
    "the initializer 'uniform'", "Uniform draws from low to high.", blank: Uniform(),
    fields: [
      Field("low", \.low, .real(), "The smallest value."),
      Field("high", \.high, .real(), "The end of the range."),
    ])
}

extension TruncatedNormal: DeclaredByRecord {
  package static let record = Record<TruncatedNormal>(
    "the initializer 'truncated_normal'",
    "Normal draws from low to high: numbers outside are drawn anew. PyTorch's trunc_normal_.",
    blank: TruncatedNormal(),
    fields: [
      Field("mean", \.mean, .real(), "The mean."),
      Field("standard_deviation", \.standardDeviation, .real(.above(0)), "The standard deviation."),
      Field("low", \.low, .real(), "The smallest value."),
      Field(
        "high", \.high, .real(),
        "The greatest value; at least 3 of 10 normal draws have to lie within the bounds."),
    ])
}

extension Orthogonal: DeclaredByRecord {
  package static let record = Record<Orthogonal>(
    "the initializer 'orthogonal'",
    "Rows, or columns where there are fewer, that are orthogonal to each other. PyTorch's orthogonal_; of "
      + "weights alone.", blank: Orthogonal(),
    fields: [Field("gain", \.gain, .real(), "The length of each.")])
}

extension Sparse: DeclaredByRecord {
  package static let record = Record<Sparse>(
    "the initializer 'sparse'",
    "Normal draws of which a share is 0, the same number in the weights of each input. PyTorch's sparse_; of "
      + "the weights of dense layers alone.", blank: Sparse(),
    fields: [
      Field("sparsity", \.sparsity, .real(.within(0...1)), required: true, "The share of 0."),
      Field("standard_deviation", \.standardDeviation, .real(.atLeast(0)), "That of the other numbers."),
    ])
}

extension GivenValues: DeclaredByRecord {
  package static let record = Record<GivenValues>(
    "the initializer 'values'",
    "Numbers that are given, in PyTorch's order: row by row, a row for each output.", blank: GivenValues(),
    fields: [
      Field(
        "numbers", \.numbers, .list(of: .real(), count: .within(1...100_000)), required: true,
        "As many as the parameter has.")
    ])
}
