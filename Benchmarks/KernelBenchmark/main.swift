import NeuralNetwork

// Speed of every kernel on this machine's core; the matrix product beside the core's measured FMA peak.
//   kernel-benchmark [instruction set ...]     all that the processor has, where none is named
let requested = CommandLine.arguments.dropFirst().map { InstructionSet(rawValue: $0) }
let instructionSets = requested.isEmpty ? InstructionSet.allCases : requested.compactMap { $0 }
guard !requested.contains(nil) else {
  print("usage: kernel-benchmark [\(InstructionSet.allCases.map(\.rawValue).joined(separator: "|")) ...]")
  throw ExitCode.usage
}
for instructionSet in instructionSets where instructionSet.isAvailable {
  printMatrixProducts(instructionSet)
  printOtherKernels(instructionSet)
}

enum ExitCode: Error { case usage }
