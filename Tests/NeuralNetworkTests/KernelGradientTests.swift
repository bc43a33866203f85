import Testing

@testable import NeuralNetwork

/// What is done to gradients, against scalar loops of plain operations, bit for bit.
@Suite struct KernelGradientTests {
  @Test(arguments: availableInstructionSets)
  func singlePrecision(_ instructionSet: InstructionSet) throws { try check(Float.self, instructionSet) }

  @Test(arguments: availableInstructionSets)
  func doublePrecision(_ instructionSet: InstructionSet) throws { try check(Double.self, instructionSet) }

  private func check<S: Scalar>(_: S.Type, _ instructionSet: InstructionSet) throws {
    let kernels = try S.tested(instructionSet)
    var random = LinearCongruentialGenerator(seed: 12)
    for count in [1, 7, 8, 16, 17, 31, 64, 1000] {
      let memory = GuardedMemory()
      defer { memory.release() }
      var (w, g): ([S], [S]) = (random.scalars(count), random.scalars(count))
      (w[0], g[count / 2]) = (0, -0.0)
      let gradient = try memory.buffer(g)
      kernels.penalize(
        count: count, l1: 0.1, l2: 0.3, weights: try memory.buffer(w).start, gradient: gradient.start)
      let penalized = zip(w, g).map { w, g in
        (g + S(0.3) * w) + (w > 0 ? S(0.1) : w < 0 ? -S(0.1) : 0)
      }
      expectSameBits(gradient.values, penalized, "penalty on \(count)")

      let clamped = try memory.buffer(g)
      kernels.clamp(count: count, to: 0.25, clamped.start)
      expectSameBits(
        clamped.values, g.map { $0 > 0.25 ? 0.25 : $0 < -0.25 ? -0.25 : $0 }, "clamp of \(count)")

      let scaled = try memory.buffer(g)
      kernels.scale(count: count, by: 0.7, scaled.start)
      expectSameBits(scaled.values, g.map { S(0.7) * $0 }, "scale of \(count)")

      var lanes = [Double](repeating: 0, count: S.lanes)
      for (index, value) in g.enumerated() {
        lanes[index % S.lanes] = lanes[index % S.lanes] + Double(value) * Double(value)
      }
      let sum = lanes.reduce(0, +)
      #expect(kernels.sumOfSquares(count: count, try memory.buffer(g).start) == sum)
    }
  }

  @Test func whatIsNotANumberStaysSo() throws {
    let kernels = try Float.tested(.best)
    let memory = GuardedMemory()
    defer { memory.release() }
    let gradient = try memory.buffer([.nan, .infinity, -.infinity] as [Float])
    kernels.clamp(count: 3, to: 2, gradient.start)
    expectSameBits(gradient.values, [.nan, 2, -2])
  }
}
