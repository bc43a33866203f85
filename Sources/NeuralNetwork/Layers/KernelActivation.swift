internal import CKernels
import Model

/// An activation as the kernels know it: found by its name once, when a layer is built.
package struct KernelActivation: Equatable, Sendable {
  let identifier: nn_activation
  let parameter: Double

  /// - Throws: ``TrainingError/noOperation(_:)`` where no kernel has the activation's name.
  package init(_ activation: any Activation) throws(TrainingError) {
    let number = nn_activation_named(activation.name)
    guard number >= 0 else { throw .noOperation(activation.name) }
    identifier = nn_activation(rawValue: nn_activation.RawValue(number))
    parameter = activation.parameter
  }

  private init(identifier: nn_activation) {
    self.identifier = identifier
    parameter = 0
  }

  package static let identity = KernelActivation(identifier: NN_ACTIVATION_IDENTITY)
}
