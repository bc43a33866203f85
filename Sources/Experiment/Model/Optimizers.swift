import Declarations
import Model

/// The optimizers that a file may name.
package enum Optimizers {
  package static let types: [any (Optimizer & DeclaredByRecord).Type] = [
    SGD.self, AdaGrad.self, RMSProp.self, AdaDelta.self, Adam.self, AdamW.self, NAdam.self, RAdam.self,
    Lion.self,
  ]

  static let type = ValueType<any Optimizer>.oneOf("optimizer", types.map { $0 })
}

extension SGD: DeclaredByRecord {
  package static let record = Record<SGD>(
    "the optimizer 'sgd'", "Stochastic gradient descent, with momentum as PyTorch has it.", blank: SGD(),
    fields: [
      Field("learning_rate", \.learningRate, .real(.above(0)), required: true, "The step size."),
      .momentum(\.momentum),
      Field(
        "dampening", \.dampening, .real(.within(0...1)),
        "How much less of each gradient but the first the momentum takes."),
      Field(
        "nesterov", \.nesterov, .boolean,
        "Whether a step looks ahead along the momentum: PyTorch's form of Nesterov's."),
      .weightDecay(\.weightDecay, .coupled),
    ])
}

extension AdaGrad: DeclaredByRecord {
  package static let record = Record<AdaGrad>(
    "the optimizer 'adagrad'",
    "AdaGrad (Duchi, Hazan and Singer 2011), as PyTorch computes it: steps are divided by the root of the "
      + "sum of all squared gradients.", blank: AdaGrad(),
    fields: [
      .learningRate(\.learningRate),
      Field(
        "learning_rate_decay", \.learningRateDecay, .decay,
        "The step size is divided by 1 + (t - 1) times this in step t."),
      Field("initial_accumulator_value", \.initialAccumulator, .decay, "The sum before the first step."),
      Field("epsilon", \.epsilon, .real(.above(0)), "Added to the root of the sum."),
      .weightDecay(\.weightDecay, .coupled),
    ])
}

extension RMSProp: DeclaredByRecord {
  package static let record = Record<RMSProp>(
    "the optimizer 'rmsprop'",
    "RMSProp (Tieleman and Hinton 2012), as PyTorch computes it: steps are divided by the root of a running "
      + "mean of squared gradients.", blank: RMSProp(),
    fields: [
      .learningRate(\.learningRate),
      Field("alpha", \.alpha, .real(.within(0..<1)), "The decay of the mean of squared gradients."),
      Field("epsilon", \.epsilon, .real(.above(0)), "Added to the root of the mean."),
      .momentum(\.momentum),
      Field(
        "centered", \.isCentered, .boolean,
        "Whether the variance of the gradients takes the place of the mean of their squares."),
      .weightDecay(\.weightDecay, .coupled),
    ])
}

extension AdaDelta: DeclaredByRecord {
  package static let record = Record<AdaDelta>(
    "the optimizer 'adadelta'",
    "AdaDelta (Zeiler 2012), as PyTorch computes it: steps are as large as the last ones, relative to the "
      + "gradients.", blank: AdaDelta(),
    fields: [
      Field("learning_rate", \.learningRate, .real(.above(0)), "What each step is multiplied by."),
      Field("rho", \.rho, .real(.within(0..<1)), "The decay of the means of squared gradients and steps."),
      Field("epsilon", \.epsilon, .real(.above(0)), "Added to both means under their roots."),
      .weightDecay(\.weightDecay, .coupled),
    ])
}

extension Adam: DeclaredByRecord {
  package static let record = Record<Adam>(
    "the optimizer 'adam'", "Adam (Kingma and Ba 2015), as PyTorch computes it.", blank: Adam(),
    fields: [
      .learningRate(\.learningRate),
      .beta1(\.beta1),
      .beta2(\.beta2),
      .momentEpsilon(\.epsilon),
      .amsgrad(\.amsgrad),
      .weightDecay(\.weightDecay, .coupled),
    ])
}

extension AdamW: DeclaredByRecord {
  package static let record = Record<AdamW>(
    "the optimizer 'adamw'",
    "Adam with decoupled weight decay (Loshchilov and Hutter 2019), as PyTorch computes it.", blank: AdamW(),
    fields: [
      .learningRate(\.learningRate),
      .beta1(\.beta1),
      .beta2(\.beta2),
      .momentEpsilon(\.epsilon),
      .amsgrad(\.amsgrad),
      .weightDecay(\.weightDecay, .decoupled),
    ])
}

extension NAdam: DeclaredByRecord {
  package static let record = Record<NAdam>(
    "the optimizer 'nadam'", "Adam with Nesterov's momentum (Dozat 2016), as PyTorch computes it.",
    blank: NAdam(),
    fields: [
      .learningRate(\.learningRate),
      Field("beta1", \.beta1, .real(.within(0..<1)), "The decay of the first moment, in the end."),
      .beta2(\.beta2),
      .momentEpsilon(\.epsilon),
      Field(
        "momentum_decay", \.momentumDecay, .decay,
        "How fast the decay of the first moment comes near beta1: beta1 (1 - 0.96^(t momentum_decay) / 2) in "
          + "step t."),
      .weightDecay(\.weightDecay, .either),
      .decoupledWeightDecay(\.isDecayDecoupled),
    ])
}

extension RAdam: DeclaredByRecord {
  package static let record = Record<RAdam>(
    "the optimizer 'radam'",
    "Rectified Adam (Liu et al. 2020), as PyTorch computes it: small steps while few gradients are known.",
    blank: RAdam(),
    fields: [
      .learningRate(\.learningRate),
      .beta1(\.beta1),
      .beta2(\.beta2),
      .momentEpsilon(\.epsilon),
      .weightDecay(\.weightDecay, .either),
      .decoupledWeightDecay(\.isDecayDecoupled),
    ])
}

extension Lion: DeclaredByRecord {
  package static let record = Record<Lion>(
    "the optimizer 'lion'",
    "Lion (Chen et al. 2023): every weight moves by the learning rate, in the direction of a running mean of "
      + "its gradients.", blank: Lion(),
    fields: [
      .learningRate(\.learningRate),
      Field(
        "beta1", \.beta1, .real(.within(0..<1)), "How much of the mean, beside the gradient, a step takes."),
      Field("beta2", \.beta2, .real(.within(0..<1)), "The decay of the mean."),
      .weightDecay(\.weightDecay, .decoupled),
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

/// The keys that several optimizers have.
extension Field {
  fileprivate typealias Number = WritableKeyPath<Owner, Double> & Sendable
  fileprivate typealias Flag = WritableKeyPath<Owner, Bool> & Sendable

  fileprivate static func learningRate(_ path: Number) -> Field {
    Field("learning_rate", path, .real(.above(0)), "The step size.")
  }

  fileprivate static func momentum(_ path: Number) -> Field {
    Field("momentum", path, .real(.within(0..<1)), "How much of the last step is kept.")
  }

  fileprivate static func beta1(_ path: Number) -> Field {
    Field("beta1", path, .real(.within(0..<1)), "The decay of the first moment.")
  }

  fileprivate static func beta2(_ path: Number) -> Field {
    Field("beta2", path, .real(.within(0..<1)), "The decay of the second moment.")
  }

  fileprivate static func momentEpsilon(_ path: Number) -> Field {
    Field("epsilon", path, .real(.above(0)), "Added to the root of the second moment.")
  }

  fileprivate static func amsgrad(_ path: Flag) -> Field {
    Field(
      "amsgrad", path, .boolean,
      "Whether steps are divided by the root of the largest second moment so far (Reddi, Kale and Kumar "
        + "2018).")
  }

  fileprivate static func weightDecay(_ path: Number, _ decay: WeightDecay) -> Field {
    Field("weight_decay", path, .decay, documentation(decay))
  }

  fileprivate static func decoupledWeightDecay(_ path: Flag) -> Field {
    Field(
      "decoupled_weight_decay", path, .boolean,
      "Whether weight_decay is that of adamw, apart from the gradient.")
  }
}

extension ValueType<Double> {
  /// A number that is 0 where there is none of it.
  fileprivate static var decay: ValueType { .real(.atLeast(0)) }
}
