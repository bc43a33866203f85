import Testing

@testable import NeuralNetwork

/// The kernel that moves data: the transpose of panels.
@Suite struct KernelLayoutTests {
  @Test(arguments: availableInstructionSets)
  func transposesFloat(_ instructionSet: InstructionSet) throws {
    try checkTranspose(Float.self, instructionSet)
  }

  @Test(arguments: availableInstructionSets)
  func transposesDouble(_ instructionSet: InstructionSet) throws {
    try checkTranspose(Double.self, instructionSet)
  }

  private func checkTranspose<S: Scalar>(_: S.Type, _ instructionSet: InstructionSet) throws {
    let kernels = try S.tested(instructionSet)
    var random = LinearCongruentialGenerator(seed: 4)
    let chosen = [(1, 1), (784, 33), (64, 10), (10, 64), (128, 64), (16, 16), (32, 32)]
    for (k, n) in chosen + (0..<60).map({ _ in (random.integer(1...70), random.integer(1...70)) }) {
      let memory = GuardedMemory()
      defer { memory.release() }
      let w: [S] = random.scalars(k * n)
      let source = try memory.buffer(MatrixLayout.panels.arrange(w, rows: k, columns: n, padding: 5))
      let target =
        try memory.buffer(count: MatrixLayout.panels.count(rows: n, columns: k, of: S.self), filledWith: 7)
        as GuardedBuffer<S>
      kernels.transposePanels(k: k, n: n, source.start, into: target.start)
      let transposed = (0..<n).flatMap { j in (0..<k).map { w[$0 * n + j] } }
      // Padding included: it is 0.
      expectSameBits(
        target.values, MatrixLayout.panels.arrange(transposed, rows: n, columns: k), "\(k)x\(n)")
      #expect(target.isIntactBefore)
    }
  }
}
