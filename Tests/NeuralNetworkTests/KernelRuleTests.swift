import Testing

@testable import NeuralNetwork

/// The elementwise rules in all instruction sets: the same bits, and nothing kept that is too small.
@Suite struct KernelRuleTests {
  static let kinds = ElementwiseRuleKind.allCases

  @Test(arguments: kinds) func singlePrecision(_ kind: ElementwiseRuleKind) throws {
    try check(Float.self, kind)
  }

  @Test(arguments: kinds) func doublePrecision(_ kind: ElementwiseRuleKind) throws {
    try check(Double.self, kind)
  }

  private func check<S: Scalar>(_: S.Type, _ kind: ElementwiseRuleKind) throws {
    for count in [S.lanes, 5 * S.lanes] {
      let expected = try run(S.self, kind, count: count, .generic)
      #expect(expected.weights != expected.start, "a step moves something")
      for instructionSet in availableInstructionSets {
        let found = try run(S.self, kind, count: count, instructionSet)
        expectSameBits(found.weights, expected.weights, "weights, \(instructionSet)")
        expectSameBits(found.slots, expected.slots, "slots, \(instructionSet)")
      }
      // A gradient of 0 lets all that is kept become 0, never subnormal.
      for value in expected.slots { #expect(value == 0 || value.isNormal, "\(kind): \(value)") }
    }
  }

  private struct Outcome<S: Scalar> {
    var start: [S]
    var weights: [S]
    var slots: [S]
  }

  /// Some steps along gradients of every size, and then some hundred along gradients that are mostly 0.
  private func run<S: Scalar>(
    _: S.Type, _ kind: ElementwiseRuleKind, count: Int, _ instructionSet: InstructionSet
  ) throws -> Outcome<S> {
    let kernels = try S.tested(instructionSet)
    let memory = GuardedMemory()
    defer { memory.release() }
    var random = LinearCongruentialGenerator(seed: 4)
    let start: [S] = random.scalars(count)
    let weights = try memory.buffer(start)
    let slots: GuardedBuffer<S> = try memory.buffer(
      count: count * kind.slotCount + (kind.slotCount == 0 ? 1 : 0))
    let gradient: GuardedBuffer<S> = try memory.buffer(count: count)
    var step = ElementwiseStep(kind, rate: 0.01)
    (step.gradientRate, step.weightDecay, step.weightFactor) = (0.7, 0.1, 0.99)
    (step.beta1, step.beta2, step.epsilon) = (0.3, 0.4, 1e-8)
    for number in 0..<1200 {
      for (index, value) in (random.scalars(count) as [S]).enumerated() {
        let isQuiet = number >= 20 && index % 3 != 0
        gradient.start[index] = isQuiet ? 0 : value
      }
      if number == 20 { step.weightDecay = 0 }
      kernels.update(
        count: count, gradient: gradient.start, step: step, slots: slots.start, slotStep: count,
        weights: weights.start)
    }
    #expect(weights.isIntactBefore && slots.isIntactBefore)
    return Outcome(start: start, weights: weights.values, slots: slots.values)
  }
}
