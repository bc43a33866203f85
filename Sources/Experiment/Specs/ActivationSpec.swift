import Declarations

package enum ActivationSpec: Sendable, Equatable {
  case identity, sigmoid, tanh, relu, step
  case leakyReLU(LeakyReLUSpec)

  static let type = ValueType<ActivationSpec>.alternatives(
    "activation",
    [
      Alternative("identity", .identity, "z"),
      Alternative("sigmoid", .sigmoid, "1 / (1 + exp(-z))"),
      Alternative("tanh", .tanh, "The hyperbolic tangent of z."),
      Alternative("relu", .relu, "max(z, 0)"),
      Alternative("step", .step, "1 where z >= 0, else 0; trained by the perceptron rule."),
      Alternative("leaky_relu", LeakyReLUSpec.record, wrap: ActivationSpec.leakyReLU) {
        if case .leakyReLU(let spec) = $0 { spec } else { nil }
      },
    ])

  /// The z at which the output passes 0.5, where the answer of a single unit turns.
  package var halfway: Double {
    switch self {
    case .sigmoid, .step: 0
    case .identity, .relu, .leakyReLU: 0.5
    case .tanh: 0.5493061443340548  // atanh(0.5) = ln(3) / 2
    }
  }

  /// The name in the file.
  package var name: String {
    switch self {
    case .identity: "identity"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .relu: "relu"
    case .step: "step"
    case .leakyReLU: "leaky_relu"
    }
  }
}

package struct LeakyReLUSpec: Sendable, Equatable {
  package var slope = 0.01

  static let record = Record(
    "the activation 'leaky_relu'", "z where z > 0, else slope · z.", blank: LeakyReLUSpec(),
    fields: [
      Field("slope", \.slope, .real(.within(0...1)), "The slope for negative z.")
    ])
}
