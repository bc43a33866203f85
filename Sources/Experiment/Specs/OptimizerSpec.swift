import Declarations

package enum OptimizerSpec: Sendable, Equatable {
  case sgd(SGDSpec)
  case adam(AdamSpec)

  static let type = ValueType<OptimizerSpec>.alternatives(
    "optimizer",
    [
      Alternative("sgd", SGDSpec.record, wrap: OptimizerSpec.sgd) {
        if case .sgd(let spec) = $0 { spec } else { nil }
      },
      Alternative("adam", AdamSpec.record, wrap: OptimizerSpec.adam) {
        if case .adam(let spec) = $0 { spec } else { nil }
      },
    ])
}

/// Stochastic gradient descent with PyTorch's momentum: v ← momentum · v + g, w ← w - learning_rate · v.
package struct SGDSpec: Sendable, Equatable {
  package var learningRate = 0.01
  package var momentum = 0.0

  static let record = Record(
    "the optimizer 'sgd'", "Stochastic gradient descent, with momentum as PyTorch has it.", blank: SGDSpec(),
    fields: [
      Field("learning_rate", \.learningRate, .real(.above(0)), required: true, "The step size."),
      Field("momentum", \.momentum, .real(.within(0..<1)), "How much of the last step is kept."),
    ])
}

/// Adam (Kingma and Ba 2015), as PyTorch computes it.
package struct AdamSpec: Sendable, Equatable {
  package var learningRate = 0.001
  package var beta1 = 0.9
  package var beta2 = 0.999
  package var epsilon = 1e-8

  static let record = Record(
    "the optimizer 'adam'", "Adam (Kingma and Ba 2015), as PyTorch computes it.", blank: AdamSpec(),
    fields: [
      Field("learning_rate", \.learningRate, .real(.above(0)), "The step size."),
      Field("beta1", \.beta1, .real(.within(0..<1)), "The decay of the first moment."),
      Field("beta2", \.beta2, .real(.within(0..<1)), "The decay of the second moment."),
      Field("epsilon", \.epsilon, .real(.above(0)), "Added to the root of the second moment."),
    ])
}
