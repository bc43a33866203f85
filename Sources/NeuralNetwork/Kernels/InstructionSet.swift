internal import CKernels

/// A processor's vector instructions. The choice moves the speed of a run, never a bit of its results.
package enum InstructionSet: String, CaseIterable, Sendable {
  case generic, avx2, avx512

  var identifier: nn_isa {
    switch self {
    case .generic: NN_ISA_GENERIC
    case .avx2: NN_ISA_AVX2
    case .avx512: NN_ISA_AVX512
    }
  }

  /// Whether this processor has the instructions.
  package var isAvailable: Bool { nn_kernels_f32(identifier) != nil }

  /// The widest instruction set of this processor.
  package static var best: InstructionSet { allCases.last(where: \.isAvailable) ?? .generic }
}
