/// How the parameters follow their gradients; the semantics are PyTorch's.
///
/// To add one: a struct beside this file; its record in `Experiment`; its rule in `NeuralNetwork`.
package protocol Optimizer: Sendable, Equatable {
  /// The name in files.
  static var name: String { get }
  /// The step size at first.
  var learningRate: Double { get }
  /// What is wrong with the options beside each other.
  var fault: OptimizerFault? { get }
}

extension Optimizer {
  package var fault: OptimizerFault? { nil }
}

/// An optimizer whose momentum a schedule may change from step to step.
package protocol MomentumOptimizer: Optimizer {
  /// 0 where it has none.
  var momentum: Double { get set }
}

/// Such an optimizer whose momentum is the decay of its first moment.
package protocol FirstMomentOptimizer: MomentumOptimizer {
  var beta1: Double { get set }
}

extension FirstMomentOptimizer {
  package var momentum: Double {
    get { beta1 }
    set { beta1 = newValue }
  }
}

/// Options of an optimizer that do not fit each other.
package enum OptimizerFault: Sendable, Equatable {
  /// Nesterov's step looks ahead along the momentum.
  case nesterovWithoutMomentum
  case nesterovWithDampening
}
