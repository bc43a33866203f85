/// A function applied to every output of a layer; or, as a layer of its own, to every element of its input.
///
/// To add one: a struct beside this file; its record in `Experiment`; its formulas in
/// `CKernels/include/activations.h`.
package protocol Activation: ElementwiseLayer {
  /// The name of its formula in the kernels.
  var formulaName: String { get }
  /// The numbers that the kernel reads; 0 where it needs none.
  var numbers: (s: Double, t: Double) { get }
  /// The z at which the value is 0.5, or where it passes 0.5: where a single unit's answer turns; `nil` where
  /// it has to be looked for.
  var halfway: Double? { get }
  /// The value at z, as an expression.
  func formula(of z: String) -> String
  /// The derivative where the value at z is a, as an expression.
  func derivativeFormula(z: String, a: String) -> String
}

extension Activation {
  package var name: String { Self.name }
  package var formulaName: String { Self.name }
  package var numbers: (s: Double, t: Double) { (0, 0) }
  package var halfway: Double? { 0.5 }
  package var activation: any Activation { self }
}
