import Declarations
import Model

/// The activations that a file may name.
package enum Activations {
  package static let types: [any (Activation & DeclaredByRecord).Type] = [
    Identity.self, Sigmoid.self, Tanh.self, ReLU.self, Step.self, LeakyReLU.self, ELU.self, SELU.self,
    CELU.self, GELU.self, SiLU.self, Mish.self, Softplus.self, Softsign.self, Hardtanh.self,
    HardSigmoid.self, HardSwish.self,
  ]

  static let type = ValueType<any Activation>.oneOf("activation", types.map { $0 })
}

extension Identity: DeclaredByRecord {
  package static let record = Record<Identity>(
    "the activation 'identity'", "z", blank: Identity(), fields: [])
}

extension Sigmoid: DeclaredByRecord {
  package static let record = Record<Sigmoid>(
    "the activation 'sigmoid'", "1 / (1 + exp(-z))", blank: Sigmoid(), fields: [])
}

extension Tanh: DeclaredByRecord {
  package static let record = Record<Tanh>(
    "the activation 'tanh'", "The hyperbolic tangent of z.", blank: Tanh(), fields: [])
}

extension ReLU: DeclaredByRecord {
  package static let record = Record<ReLU>("the activation 'relu'", "max(z, 0)", blank: ReLU(), fields: [])
}

extension Step: DeclaredByRecord {
  package static let record = Record<Step>(
    "the activation 'step'", "1 where z >= 0, else 0; trained by the perceptron rule.", blank: Step(),
    fields: [])
}

extension LeakyReLU: DeclaredByRecord {
  package static let record = Record<LeakyReLU>(
    "the activation 'leaky_relu'", "z where z > 0, else slope · z.", blank: LeakyReLU(),
    fields: [
      Field("slope", \.slope, .real(.within(0...1)), "The slope for negative z.")
    ])
}
