import Foundation
import Testing

@testable import NeuralNetwork

/// SGD and Adam against scalar loops of plain operations, bit for bit over several steps.
@Suite struct KernelOptimizerTests {
  static let counts = [1, 7, 8, 16, 17, 31, 64, 100, 1000]

  @Test(arguments: availableInstructionSets)
  func sgdFloat(_ instructionSet: InstructionSet) throws { try checkSGD(Float.self, instructionSet) }

  @Test(arguments: availableInstructionSets)
  func sgdDouble(_ instructionSet: InstructionSet) throws { try checkSGD(Double.self, instructionSet) }

  private func checkSGD<S: Scalar>(_: S.Type, _ instructionSet: InstructionSet) throws {
    let kernels = try S.tested(instructionSet)
    var random = LinearCongruentialGenerator(seed: 9)
    for count in Self.counts {
      for momentum in [0, 0.9] {
        let memory = GuardedMemory()
        defer { memory.release() }
        var expected: [S] = random.scalars(count)
        var velocity = [S](repeating: 0, count: count)
        let weights = memory.buffer(expected)
        let velocityBuffer = momentum == 0 ? nil : memory.buffer(velocity)
        for step in 1...4 {
          let gradient: [S] = random.scalars(count)
          kernels.sgd(
            count: count, learningRate: 0.01, momentum: momentum, gradient: memory.buffer(gradient).start,
            velocity: velocityBuffer?.start, weights: weights.start)
          for i in 0..<count {
            velocity[i] = S(momentum) * velocity[i] + gradient[i]
            expected[i] = expected[i] - S(0.01) * velocity[i]
          }
          expectSameBits(weights.values, expected, "step \(step) of \(count) weights, momentum \(momentum)")
          if let velocityBuffer {
            expectSameBits(velocityBuffer.values, velocity, "velocity at step \(step)")
          }
        }
        #expect(weights.isIntactBefore)
      }
    }
  }

  @Test(arguments: availableInstructionSets)
  func adamFloat(_ instructionSet: InstructionSet) throws { try checkAdam(Float.self, instructionSet) }

  @Test(arguments: availableInstructionSets)
  func adamDouble(_ instructionSet: InstructionSet) throws { try checkAdam(Double.self, instructionSet) }

  private func checkAdam<S: Scalar>(_: S.Type, _ instructionSet: InstructionSet) throws {
    let kernels = try S.tested(instructionSet)
    var random = LinearCongruentialGenerator(seed: 10)
    let (rate, beta1, beta2, epsilon) = (0.001, 0.9, 0.999, 1e-8)
    for count in Self.counts {
      let memory = GuardedMemory()
      defer { memory.release() }
      var w: [S] = random.scalars(count)
      var textbook = w
      var first = [S](repeating: 0, count: count)
      var second = first
      let (weights, firstMoment, secondMoment) = (
        memory.buffer(w), memory.buffer(first), memory.buffer(second)
      )
      for step in 1...4 {
        let gradient: [S] = random.scalars(count)
        let stepSize = rate / (1 - pow(beta1, Double(step)))
        let root = (1 - pow(beta2, Double(step))).squareRoot()
        kernels.adam(
          count: count, stepSize: stepSize, beta1: beta1, beta2: beta2, epsilon: epsilon,
          secondBiasRoot: root,
          gradient: memory.buffer(gradient).start, firstMoment: firstMoment.start,
          secondMoment: secondMoment.start, weights: weights.start)
        for i in 0..<count {
          first[i] = first[i].addingProduct(S(1 - beta1), gradient[i] - first[i])
          second[i] = (S(1 - beta2) * gradient[i] * gradient[i]).addingProduct(S(beta2), second[i])
          w[i] = w[i] - (S(stepSize * root) * first[i]) / (second[i].squareRoot() + S(epsilon * root))
          textbook[i] -= S(stepSize) * first[i] / (second[i].squareRoot() / S(root) + S(epsilon))
        }
        expectSameBits(weights.values, w, "step \(step) of \(count) weights")
        expectSameBits(firstMoment.values, first, "first moments at step \(step)")
        expectSameBits(secondMoment.values, second, "second moments at step \(step)")
      }
      // The saved division changes the weights by rounding only.
      for (actual, expected) in zip(weights.values, textbook) {
        #expect(abs(actual - expected) <= 8 * S(rate) * S.ulpOfOne + 4 * expected.ulp)
      }
      #expect(weights.isIntactBefore && firstMoment.isIntactBefore && secondMoment.isIntactBefore)
    }
  }

  /// A weight without gradient stays where it is: so padding does.
  @Test(arguments: availableInstructionSets)
  func adamLeavesPaddingAlone(_ instructionSet: InstructionSet) throws {
    let kernels = try Float.tested(instructionSet)
    let memory = GuardedMemory()
    defer { memory.release() }
    let zeros = [Float](repeating: 0, count: 32)
    let (weights, first, second) = (memory.buffer(zeros), memory.buffer(zeros), memory.buffer(zeros))
    kernels.adam(
      count: 32, stepSize: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, secondBiasRoot: 0.03,
      gradient: memory.buffer(zeros).start, firstMoment: first.start, secondMoment: second.start,
      weights: weights.start)
    expectSameBits(weights.values, zeros)
  }
}
