import Declarations
import Model

/// The initializers that a file may name.
package enum Initializers {
  package static let types: [any (Initializer & DeclaredByRecord).Type] = [
    LayerDefault.self, Zeros.self, XavierUniform.self, XavierNormal.self, KaimingUniform.self,
    KaimingNormal.self, Constant.self, Normal.self, Uniform.self,
  ]

  static let type = ValueType<any Initializer>.oneOf("initializer", types.map { $0 })
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
