import Testing

@testable import NeuralNetwork

@Suite struct KernelSelectionTests {
  @Test func unsetOrEmptyIsTheBest() throws {
    #expect(try InstructionSet.selected(environment: [:]) == .best)
    #expect(try InstructionSet.selected(environment: ["NNRUN_ISA": ""]) == .best)
    #expect(InstructionSet.best.isAvailable)
  }

  @Test(arguments: InstructionSet.allCases.filter(\.isAvailable))
  func availableIsSelected(_ instructionSet: InstructionSet) throws {
    #expect(try InstructionSet.selected(environment: ["NNRUN_ISA": instructionSet.rawValue]) == instructionSet)
  }

  @Test(arguments: InstructionSet.allCases.filter { !$0.isAvailable })
  func unavailableIsAnError(_ instructionSet: InstructionSet) {
    let available = InstructionSet.allCases.filter(\.isAvailable)
    #expect(throws: InstructionSetError.unavailable(instructionSet, available: available)) {
      try InstructionSet.selected(environment: ["NNRUN_ISA": instructionSet.rawValue])
    }
  }

  @Test func unknownIsAnError() {
    let available = InstructionSet.allCases.filter(\.isAvailable)
    #expect(throws: InstructionSetError.unknown("sse9", available: available)) {
      try InstructionSet.selected(environment: ["NNRUN_ISA": "sse9"])
    }
  }

  @Test func messagesNameTheChoices() {
    #expect(
      InstructionSetError.unknown("AVX2", available: [.generic, .avx2]).description
        == "NNRUN_ISA: unknown instruction set 'AVX2'; legal values: generic, avx2, avx512 (not here)")
    #expect(
      InstructionSetError.unavailable(.avx512, available: [.generic]).description
        == """
        NNRUN_ISA: this processor lacks 'avx512'; legal values: generic, avx2 (not here), avx512 (not here)
        """)
  }
}
