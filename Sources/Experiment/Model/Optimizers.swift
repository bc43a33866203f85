import Declarations
import Model

/// The optimizers that a file may name.
package enum Optimizers {
  package static let types: [any (Optimizer & DeclaredByRecord).Type] = [
    SGD.self, AdaGrad.self, RMSProp.self, AdaDelta.self, Adam.self, AdamW.self, NAdam.self, RAdam.self,
    Lion.self,
  ]

  static let type = ValueType<any Optimizer>.oneOf("optimizer", types)
}

extension SGD: DeclaredByRecord {
  package static let record = Record(
    "the optimizer 'sgd'", "Stochastic gradient descent, with momentum as PyTorch has it.", blank: SGD(),
    fields: [
      Field("learning_rate", \.learningRate, .real(.above(0)), required: true, "The step size."),
      Field("momentum", \.momentum, .real(.within(0..<1)), "How much of the last step is kept."),
      Field(
        "dampening", \.dampening, .real(.within(0...1)),
        "How much less of each gradient but the first the momentum takes."),
      Field(
        "nesterov", \.nesterov, .boolean,
        "Whether a step looks ahead along the momentum: PyTorch's form of Nesterov's."),
      Field("weight_decay", \.weightDecay, .decay, documentation(.coupled)),
    ])
}

extension AdaGrad: DeclaredByRecord {
  package static let record = Record(
    "the optimizer 'adagrad'",
    "AdaGrad (Duchi, Hazan and Singer 2011), as PyTorch computes it: steps are divided by the root of the "
      + "sum of all squared gradients.", blank: AdaGrad(),
    fields: [
      Field("learning_rate", \.learningRate, .real(.above(0)), "The step size."),
      Field(
        "learning_rate_decay", \.learningRateDecay, .decay,
        "The step size is divided by 1 + (t - 1) times this in step t."),
      Field("initial_accumulator_value", \.initialAccumulator, .decay, "The sum before the first step."),
      Field("epsilon", \.epsilon, .real(.above(0)), "Added to the root of the sum."),
      Field("weight_decay", \.weightDecay, .decay, documentation(.coupled)),
    ])
}

extension RMSProp: DeclaredByRecord {
  package static let record = Record(
    "the optimizer 'rmsprop'",
    "RMSProp (Tieleman and Hinton 2012), as PyTorch computes it: steps are divided by the root of a running "
      + "mean of squared gradients.", blank: RMSProp(),
    fields: [
      Field("learning_rate", \.learningRate, .real(.above(0)), "The step size."),
      Field("alpha", \.alpha, .real(.within(0..<1)), "The decay of the mean of squared gradients."),
      Field("epsilon", \.epsilon, .real(.above(0)), "Added to the root of the mean."),
      Field("momentum", \.momentum, .real(.within(0..<1)), "How much of the last step is kept."),
      Field(
        "centered", \.isCentered, .boolean,
        "Whether the variance of the gradients takes the place of the mean of their squares."),
      Field("weight_decay", \.weightDecay, .decay, documentation(.coupled)),
    ])
}

extension AdaDelta: DeclaredByRecord {
  package static let record = Record(
    "the optimizer 'adadelta'",
    "AdaDelta (Zeiler 2012), as PyTorch computes it: steps are as large as the last ones, relative to the "
      + "gradients.", blank: AdaDelta(),
    fields: [
      Field("learning_rate", \.learningRate, .real(.above(0)), "What each step is multiplied by."),
      Field("rho", \.rho, .real(.within(0..<1)), "The decay of the means of squared gradients and steps."),
      Field("epsilon", \.epsilon, .real(.above(0)), "Added to both means under their roots."),
      Field("weight_decay", \.weightDecay, .decay, documentation(.coupled)),
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
      Field("amsgrad", \.amsgrad, .boolean, amsgradDocumentation),
      Field("weight_decay", \.weightDecay, .decay, documentation(.coupled)),
    ])
}

extension AdamW: DeclaredByRecord {
  package static let record = Record(
    "the optimizer 'adamw'",
    "Adam with decoupled weight decay (Loshchilov and Hutter 2019), as PyTorch computes it.", blank: AdamW(),
    fields: [
      Field("learning_rate", \.learningRate, .real(.above(0)), "The step size."),
      Field("beta1", \.beta1, .real(.within(0..<1)), "The decay of the first moment."),
      Field("beta2", \.beta2, .real(.within(0..<1)), "The decay of the second moment."),
      Field("epsilon", \.epsilon, .real(.above(0)), "Added to the root of the second moment."),
      Field("amsgrad", \.amsgrad, .boolean, amsgradDocumentation),
      Field("weight_decay", \.weightDecay, .decay, documentation(.decoupled)),
    ])
}

extension NAdam: DeclaredByRecord {
  package static let record = Record(
    "the optimizer 'nadam'", "Adam with Nesterov's momentum (Dozat 2016), as PyTorch computes it.",
    blank: NAdam(),
    fields: [
      Field("learning_rate", \.learningRate, .real(.above(0)), "The step size."),
      Field("beta1", \.beta1, .real(.within(0..<1)), "The decay of the first moment, in the end."),
      Field("beta2", \.beta2, .real(.within(0..<1)), "The decay of the second moment."),
      Field("epsilon", \.epsilon, .real(.above(0)), "Added to the root of the second moment."),
      Field(
        "momentum_decay", \.momentumDecay, .decay,
        "How fast the decay of the first moment comes near beta1: beta1 (1 - 0.96^(t momentum_decay) / 2) in "
          + "step t."),
      Field("weight_decay", \.weightDecay, .decay, documentation(.either)),
      Field("decoupled_weight_decay", \.isDecayDecoupled, .boolean, decoupledDocumentation),
    ])
}

extension RAdam: DeclaredByRecord {
  package static let record = Record(
    "the optimizer 'radam'",
    "Rectified Adam (Liu et al. 2020), as PyTorch computes it: small steps while few gradients are known.",
    blank: RAdam(),
    fields: [
      Field("learning_rate", \.learningRate, .real(.above(0)), "The step size."),
      Field("beta1", \.beta1, .real(.within(0..<1)), "The decay of the first moment."),
      Field("beta2", \.beta2, .real(.within(0..<1)), "The decay of the second moment."),
      Field("epsilon", \.epsilon, .real(.above(0)), "Added to the root of the second moment."),
      Field("weight_decay", \.weightDecay, .decay, documentation(.either)),
      Field("decoupled_weight_decay", \.isDecayDecoupled, .boolean, decoupledDocumentation),
    ])
}

extension Lion: DeclaredByRecord {
  package static let record = Record(
    "the optimizer 'lion'",
    "Lion (Chen et al. 2023): every weight moves by the learning rate, in the direction of a running mean of "
      + "its gradients.", blank: Lion(),
    fields: [
      Field("learning_rate", \.learningRate, .real(.above(0)), "The step size."),
      Field(
        "beta1", \.beta1, .real(.within(0..<1)), "How much of the mean, beside the gradient, a step takes."),
      Field("beta2", \.beta2, .real(.within(0..<1)), "The decay of the mean."),
      Field("weight_decay", \.weightDecay, .decay, documentation(.decoupled)),
    ])
}

/// How the decay of the weights reaches them.
private enum WeightDecay { case coupled, decoupled, either }

private func documentation(_ decay: WeightDecay) -> String {
  switch decay {
  case .coupled:
    "So many times each parameter is added to its gradient, as of half the square of it in the loss."
  case .decoupled: "Before each step, every parameter loses this times the learning rate of itself."
  case .either:
    "So many times each parameter is added to its gradient; or taken away as adamw does, where it is "
      + "decoupled."
  }
}

private let amsgradDocumentation =
  "Whether steps are divided by the root of the largest second moment so far (Reddi, Kale and Kumar 2018)."
private let decoupledDocumentation = "Whether weight_decay is that of adamw, apart from the gradient."

extension ValueType<Double> {
  /// A number that is 0 where there is none of it.
  fileprivate static var decay: ValueType { .real(.atLeast(0)) }
}
