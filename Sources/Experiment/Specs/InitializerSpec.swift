import Declarations

/// How the parameters of a layer start.
package enum InitializerSpec: Sendable, Equatable {
  case layerDefault, zeros, xavierUniform, xavierNormal, kaimingUniform, kaimingNormal
  case constant(ConstantSpec)
  case normal(NormalSpec)
  case uniform(UniformSpec)

  static let type = ValueType<InitializerSpec>.alternatives(
    "initializer",
    [
      Alternative("layer_default", .layerDefault, "PyTorch's default of the layer."),
      Alternative("zeros", .zeros, "All 0."),
      Alternative("xavier_uniform", .xavierUniform, "Glorot and Bengio 2010, uniform."),
      Alternative("xavier_normal", .xavierNormal, "Glorot and Bengio 2010, normal."),
      Alternative("kaiming_uniform", .kaimingUniform, "He et al. 2015 for ReLU, uniform."),
      Alternative("kaiming_normal", .kaimingNormal, "He et al. 2015 for ReLU, normal."),
      Alternative("constant", ConstantSpec.record, wrap: InitializerSpec.constant) {
        if case .constant(let spec) = $0 { spec } else { nil }
      },
      Alternative("normal", NormalSpec.record, wrap: InitializerSpec.normal) {
        if case .normal(let spec) = $0 { spec } else { nil }
      },
      Alternative("uniform", UniformSpec.record, wrap: InitializerSpec.uniform) {
        if case .uniform(let spec) = $0 { spec } else { nil }
      },
    ])
}

package struct ConstantSpec: Sendable, Equatable {
  package var value = 0.0

  static let record = Record(
    "the initializer 'constant'", "All the same value.", blank: ConstantSpec(),
    fields: [Field("value", \.value, .real(), required: true, "The value.")])
}

package struct NormalSpec: Sendable, Equatable {
  package var mean = 0.0
  package var standardDeviation = 1.0

  static let record = Record(
    "the initializer 'normal'", "Normal draws.", blank: NormalSpec(),
    fields: [
      Field("mean", \.mean, .real(), "The mean."),
      Field("standard_deviation", \.standardDeviation, .real(.atLeast(0)), "The standard deviation."),
    ])
}

package struct UniformSpec: Sendable, Equatable {
  package var low = 0.0
  package var high = 1.0

  static let record = Record(
    "the initializer 'uniform'", "Uniform draws from low to high.", blank: UniformSpec(),
    fields: [
      Field("low", \.low, .real(), "The smallest value."),
      Field("high", \.high, .real(), "The end of the range."),
    ])
}
