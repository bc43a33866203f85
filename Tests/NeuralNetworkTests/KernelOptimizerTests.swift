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

  /// The product with Adam's step along it is the product and the step, to the bit: for whole tiles and parts of them,
  /// one vector and two, and for products too deep to be done in one go.
  @Test(arguments: availableInstructionSets)
  func productWithAdamFloat(_ instructionSet: InstructionSet) throws {
    try checkProductWithAdam(Float.self, instructionSet)
  }

  @Test(arguments: availableInstructionSets)
  func productWithAdamDouble(_ instructionSet: InstructionSet) throws {
    try checkProductWithAdam(Double.self, instructionSet)
  }

  private func checkProductWithAdam<S: Scalar>(_: S.Type, _ instructionSet: InstructionSet) throws {
    let kernels = try S.tested(instructionSet)
    var random = LinearCongruentialGenerator(seed: 11)
    for (m, n, k) in [
      (1, 1, 1), (8, 2, 3), (64, 2, 64), (112, 2, 64), (37, 1, 32), (19, 2, 17), (61, 2, 500),
    ] {
      let memory = GuardedMemory()
      defer { memory.release() }
      // n counts vectors; A is transposed, as x is in a weight's gradient.
      let width = n * S.lanes
      let (aStride, bStride) = ((m + S.lanes - 1) / S.lanes * S.lanes, 3 * S.lanes)
      var elements: [S] = random.scalars(k * aStride)
      let lengths = (0..<m).map { _ in random.integer(0...(2 * k)) }
      for (row, length) in lengths.enumerated() {
        for p in 0..<min(length, k) { elements[p * aStride + row] = 0.3 }
      }
      let a = memory.buffer(elements)
      let b = memory.buffer(random.scalars(k * bStride) as [S])
      func state() -> [GuardedBuffer<S>] {
        var same = LinearCongruentialGenerator(seed: 12)
        let values: [[S]] = (0..<3).map { _ in same.scalars(m * width) }
        return [values[0], values[1], values[2].map(\.magnitude)].map { memory.buffer($0) }
      }
      let (separate, together, sparing) = (state(), state(), state())
      let zeros = [S](repeating: 0, count: m * width)
      let (gradient, scratch) = (memory.buffer(zeros), memory.buffer(zeros))
      kernels.matrixProduct(
        m: m, n: width, k: k, a: a.start, aStrides: (row: 1, column: aStride), b: b.start, bStride: bStride,
        bias: nil, c: gradient.start, cStride: width)
      kernels.adam(
        count: m * width, stepSize: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, secondBiasRoot: 0.1,
        gradient: gradient.start, firstMoment: separate[1].start, secondMoment: separate[2].start,
        weights: separate[0].start)
      func stepTogether(_ state: [GuardedBuffer<S>], leads: Leads?) {
        kernels.matrixProductAdam(
          m: m, n: width, k: k, a: a.start, aStrides: (row: 1, column: aStride), leads: leads, b: b.start,
          bStride: bStride, stepSize: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, secondBiasRoot: 0.1,
          gradient: scratch.start, firstMoment: state[1].start, secondMoment: state[2].start,
          weights: state[0].start)
        for (one, other) in zip(state, separate) {
          expectSameBits(one.values, other.values, "\(m)×\(width), k = \(k)")
          #expect(one.isIntactBefore)
        }
      }
      stepTogether(together, leads: nil)
      stepTogether(sparing, leads: try memory.leads(lengths, places: k, background: Double(0.3 as S)))
    }
  }

  /// What the leads tell is taken for granted, of rows that are whole and of others: their terms are not computed from A.
  @Test(arguments: availableInstructionSets)
  func leadsTakeThePlaceOfElements(_ instructionSet: InstructionSet) throws {
    let kernels = try Float.tested(instructionSet)
    for (length, gradient) in [(2, 207 as Float), (4, 400)] {
      let memory = GuardedMemory()
      defer { memory.release() }
      let state = (0..<4).map { _ in memory.buffer(count: 48) as GuardedBuffer<Float> }
      kernels.matrixProductAdam(
        m: 3, n: 1, k: 4, a: memory.buffer([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4]).start, aStrides: (4, 1),
        leads: try memory.leads([length, length, length], places: 4, background: 100),
        b: memory.buffer([Float](repeating: 1, count: 64)).start, bStride: 16, stepSize: 1, beta1: 0,
        beta2: 0,
        epsilon: 0, secondBiasRoot: 1, gradient: state[0].start, firstMoment: state[1].start,
        secondMoment: state[2].start, weights: state[3].start)
      #expect([0, 16, 32].map { state[1].values[$0] } == [gradient, gradient, gradient])
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
