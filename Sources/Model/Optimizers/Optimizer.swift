/// How the parameters follow their gradients; the semantics are PyTorch's.
///
/// To add one: a struct beside this file; its record in `Experiment`; its rule in `NeuralNetwork`.
package protocol Optimizer: Sendable, Equatable {
  /// The name in files.
  static var name: String { get }
}
