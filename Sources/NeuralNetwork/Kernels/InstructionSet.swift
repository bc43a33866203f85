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

  /// The environment variable that asks for one instruction set.
  package static let environmentVariable = "NNRUN_ISA"

  /// The instruction set that `NNRUN_ISA` names, or the best where it is unset or empty.
  ///
  /// - Throws: ``InstructionSetError`` where the name is unknown or this processor lacks the instructions.
  package static func selected(environment: [String: String]) throws -> InstructionSet {
    guard let name = environment[environmentVariable], !name.isEmpty else { return best }
    guard let instructionSet = InstructionSet(rawValue: name) else {
      throw InstructionSetError.unknown(name, available: allCases.filter(\.isAvailable))
    }
    guard instructionSet.isAvailable else {
      throw InstructionSetError.unavailable(instructionSet, available: allCases.filter(\.isAvailable))
    }
    return instructionSet
  }
}

/// An instruction set was asked for that cannot be had.
package enum InstructionSetError: Error, Equatable, CustomStringConvertible {
  case unknown(String, available: [InstructionSet])
  case unavailable(InstructionSet, available: [InstructionSet])

  package var description: String {
    switch self {
    case .unknown(let name, let available):
      "\(InstructionSet.environmentVariable): unknown instruction set '\(name)'; \(Self.choices(available))"
    case .unavailable(let instructionSet, let available):
      """
      \(InstructionSet.environmentVariable): this processor lacks '\(instructionSet.rawValue)'; \
      \(Self.choices(available))
      """
    }
  }

  private static func choices(_ available: [InstructionSet]) -> String {
    let names = InstructionSet.allCases.map { available.contains($0) ? $0.rawValue : "\($0.rawValue) (not here)" }
    return "legal values: \(names.joined(separator: ", "))"
  }
}
