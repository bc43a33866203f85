import Foundation
import NeuralNetwork

// Speed of every kernel on this machine's core; the matrix product beside the core's measured FMA peak.
//   kernel-benchmark [instruction set ...]     all that the processor has, where none is named
let requested = CommandLine.arguments.dropFirst().map(InstructionSet.init(rawValue:))
guard !requested.contains(nil) else {
  let names = InstructionSet.allCases.map(\.rawValue).joined(separator: "|")
  FileHandle.standardError.write(Data("usage: kernel-benchmark [\(names) ...]\n".utf8))
  exit(64)
}
let instructionSets = requested.isEmpty ? InstructionSet.allCases : requested.compactMap { $0 }
for instructionSet in instructionSets where instructionSet.isAvailable {
  printMatrixProducts(instructionSet)
  printOtherKernels(instructionSet)
}
