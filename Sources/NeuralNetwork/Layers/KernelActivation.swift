internal import CKernels
import Model

/// An activation as the kernels know it: found by its name once, when a layer is built.
package struct KernelActivation: Equatable, Sendable {
  let call: nn_activation

  /// - Throws: ``TrainingError/noOperation(_:)`` where no kernel has the activation's name.
  package init(_ activation: any Activation) throws(TrainingError) {
    let number = nn_formula_named(activation.formulaName)
    guard number >= 0 else { throw .noOperation(activation.name) }
    let (s, t) = activation.numbers
    call = nn_activation(formula: nn_formula(rawValue: nn_formula.RawValue(number)), s: s, t: t)
  }

  private init(call: nn_activation) { self.call = call }

  package static let identity = KernelActivation(call: nn_identity)

  /// log(1 + exp(z)) for every z.
  package static let softplus = KernelActivation(
    call: nn_activation(formula: NN_ACTIVATION_SOFTPLUS, s: 1, t: .infinity))

  /// Whether its derivative is computed from its input; else it is from its output.
  package var readsInput: Bool { nn_formula_reads_input(call.formula) != 0 }

  package static func == (a: KernelActivation, b: KernelActivation) -> Bool {
    a.call.formula == b.call.formula && a.call.s == b.call.s && a.call.t == b.call.t
  }
}
