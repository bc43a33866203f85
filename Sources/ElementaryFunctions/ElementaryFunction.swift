package import CKernels

/// An elementary function of the project's own, the same bits on every machine and within 2 ulp of the true
/// value.
package enum ElementaryFunction: String, CaseIterable, Sendable {
  case exp, expm1, log, log1p, sin, cos, tanh, sigmoid, erf

  /// f(x).
  package func callAsFunction(_ x: Double) -> Double {
    var y = x
    // Every processor has the generic kernels, and all kernels give the same bits.
    withUnsafeMutablePointer(to: &y) {
      nn_kernels_f64(NN_ISA_GENERIC)?.pointee.function(identifier, 1, $0, $0)
    }
    return y
  }

  /// The function as the kernels know it.
  package var identifier: nn_function {
    switch self {
    case .exp: NN_FUNCTION_EXP
    case .expm1: NN_FUNCTION_EXPM1
    case .log: NN_FUNCTION_LOG
    case .log1p: NN_FUNCTION_LOG1P
    case .sin: NN_FUNCTION_SIN
    case .cos: NN_FUNCTION_COS
    case .tanh: NN_FUNCTION_TANH
    case .sigmoid: NN_FUNCTION_SIGMOID
    case .erf: NN_FUNCTION_ERF
    }
  }
}
