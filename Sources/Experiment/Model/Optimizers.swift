import Declarations
import Model

/// The optimizers that a file may name.
package enum Optimizers {
  package static let types: [any (Optimizer & DeclaredByRecord).Type] = [SGD.self, Adam.self]

  static let type = ValueType<any Optimizer>.oneOf("optimizer", types)
}

extension SGD: DeclaredByRecord {
  package static let record = Record(
    "the optimizer 'sgd'", "Stochastic gradient descent, with momentum as PyTorch has it.", blank: SGD(),
    fields: [
      Field("learning_rate", \.learningRate, .real(.above(0)), required: true, "The step size."),
      Field("momentum", \.momentum, .real(.within(0..<1)), "How much of the last step is kept."),
    ])
}

extension Adam: DeclaredByRecord {
  package static let record = Record(
    "the optimizer 'adam'", "Adam (Kingma and Ba 2015), as PyTorch computes it.", blank: Adam(),
    fields: [
      Field("learning_rate", \.learningRate, .real(.above(0)), "The step size."),
      Field("beta1", \.beta1, .real(.within(0..<1)), "The decay of the first moment."),
      Field("beta2", \.beta2, .real(.within(0..<1)), "The decay of the second moment."),
      Field("epsilon", \.epsilon, .real(.above(0)), "Added to the root of the second moment."),
    ])
}
