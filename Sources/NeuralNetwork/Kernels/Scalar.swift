internal import CKernels

/// The number type of an engine: `Float` or `Double`.
package protocol Scalar: BinaryFloatingPoint, LosslessStringConvertible, Sendable, SampledScalar {
  /// How many scalars 64 bytes hold: the unit of row strides and panel widths.
  static var lanes: Int { get }
  /// The kernels of this type for an instruction set; `nil` where the processor lacks it.
  static func kernels(for instructionSet: InstructionSet) -> Kernels<Self>?
}

extension Float: Scalar {
  package static var lanes: Int { 16 }
  package static func kernels(for instructionSet: InstructionSet) -> Kernels<Float>? {
    nn_kernels_f32(instructionSet.identifier).map(Kernels.init)
  }
}

extension Double: Scalar {
  package static var lanes: Int { 8 }
  package static func kernels(for instructionSet: InstructionSet) -> Kernels<Double>? {
    nn_kernels_f64(instructionSet.identifier).map(Kernels.init)
  }
}

extension Scalar {
  /// The row stride of a matrix with `columns` columns: the next multiple of ``lanes``.
  package static func stride(columns: Int) -> Int { (columns + lanes - 1) / lanes * lanes }
}
