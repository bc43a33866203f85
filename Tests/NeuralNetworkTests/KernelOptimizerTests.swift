import ElementaryFunctions
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
        let weights = try memory.buffer(expected)
        let velocityBuffer = try momentum == 0 ? nil : memory.buffer(velocity)
        for step in 1...4 {
          let gradient: [S] = random.scalars(count)
          kernels.sgd(
            count: count, learningRate: 0.01, momentum: momentum, gradient: try memory.buffer(gradient).start,
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
    let rate = 0.001
    for (m, vectors) in [(1, 1), (1, 2), (7, 2), (70, 1), (70, 2)] {
      let memory = GuardedMemory()
      defer { memory.release() }
      let width = vectors * S.lanes
      let zeros = [S](repeating: 0, count: m * width)
      var reference = AdamReference<S>(w: random.scalars(m * width), first: zeros, second: zeros)
      var textbook = reference.w
      let (weights, firstMoment, secondMoment, gradient) = (
        try memory.buffer(reference.w), try memory.buffer(zeros), try memory.buffer(zeros),
        try memory.buffer(zeros)
      )
      // The same along a gradient that is given.
      let (givenWeights, givenFirst, givenSecond) = (
        try memory.buffer(reference.w), try memory.buffer(zeros), try memory.buffer(zeros)
      )
      for step in 1...4 {
        let (a, b): ([S], [S]) = (random.scalars(m), random.scalars(width))
        let stepSize = rate / (1 - pow(0.9, Double(step)))
        let root = (1 - pow(0.999, Double(step))).squareRoot()
        kernels.matrixProductAdam(
          m: m, n: width, k: 1, a: try memory.buffer(a).start, aStrides: (1, m),
          b: try memory.buffer(b).start, bStride: width,
          step: AdamStep(
            stepSize: stepSize, secondBiasRoot: root, first: firstMoment, second: secondMoment,
            weights: weights),
          gradient: gradient.start)
        let outer = a.flatMap { x in b.map { x * $0 } }
        kernels.adam(
          count: m * width, gradient: try memory.buffer(outer).start,
          step: AdamStep(
            stepSize: stepSize, secondBiasRoot: root, first: givenFirst, second: givenSecond,
            weights: givenWeights))
        reference.step(along: outer, stepSize: stepSize, root: root)
        expectSameBits(givenWeights.values, reference.w, "step \(step) along a gradient")
        expectSameBits(givenFirst.values, reference.first, "first moments along a gradient")
        expectSameBits(givenSecond.values, reference.second, "second moments along a gradient")
        for i in textbook.indices {
          textbook[i] -=
            S(stepSize) * reference.first[i] / (reference.second[i].squareRoot() / S(root) + S(1e-8))
        }
        expectSameBits(weights.values, reference.w, "step \(step) of \(m)×\(width) weights")
        expectSameBits(firstMoment.values, reference.first, "first moments at step \(step)")
        expectSameBits(secondMoment.values, reference.second, "second moments at step \(step)")
      }
      // The saved division changes the weights by rounding only.
      for (actual, expected) in zip(weights.values, textbook) {
        #expect(abs(actual - expected) <= 8 * S(rate) * S.ulpOfOne + 4 * expected.ulp)
      }
      #expect(weights.isIntactBefore && firstMoment.isIntactBefore && secondMoment.isIntactBefore)
      #expect(givenWeights.isIntactBefore && givenFirst.isIntactBefore && givenSecond.isIntactBefore)
    }
  }

  /// The product with Adam's step along it is the product and the step, to the bit: for whole tiles and parts
  /// of them, one vector and two, and for products too deep to be done in one go; with a bias and without.
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
    let (one, two) = (S.lanes, 2 * S.lanes)
    let shapes = [
      (1, one, 1), (8, two, 3), (64, two, 64), (112, two, 64), (37, one, 32), (19, two, 17), (61, two, 500),
      (40, 3, 20), (70, one + 5, 9), (50, one / 2, 500), (33, one + 1, 801),
    ]
    for (m, n, k, hasBias) in shapes.flatMap({ [($0.0, $0.1, $0.2, false), ($0.0, $0.1, $0.2, true)] }) {
      let memory = GuardedMemory()
      defer { memory.release() }
      // A is transposed, as x is in a weight's gradient.
      let width = S.stride(columns: n)
      let (aStride, bStride) = ((m + S.lanes - 1) / S.lanes * S.lanes, 3 * S.lanes)
      let a = try memory.buffer(random.scalars(k * aStride) as [S])
      let b = try memory.buffer(
        (random.scalars(k * bStride) as [S]).enumerated().map { $0.offset % bStride < n ? $0.element : 0 })
      let start = AdamReference<S>(
        w: random.scalars(m * width), first: random.scalars(m * width),
        second: (random.scalars(m * width) as [S]).map(\.magnitude))
      let bias: [S] = hasBias ? random.scalars(n) : [S](repeating: 0, count: n)
      let wholeBias = try memory.buffer(bias + [S](repeating: 0, count: width - n))
      let gradient: GuardedBuffer<S> = try memory.buffer(count: m * width)
      kernels.matrixProduct(
        m: m, n: width, k: k, a: a.start, aStrides: (row: 1, column: aStride), b: b.start, bStride: bStride,
        bias: wholeBias.start, c: gradient.start, cStride: width)
      var separate = start
      separate.step(along: gradient.values, stepSize: 0.01, root: 0.1)
      let state = try [start.w, start.first, start.second].map { try memory.buffer($0) }
      let scratch = try memory.buffer(count: m * width, filledWith: S.nan)
      kernels.matrixProductAdam(
        m: m, n: n, k: k, a: a.start, aStrides: (row: 1, column: aStride), b: b.start, bStride: bStride,
        bias: hasBias ? try memory.buffer(bias).start : nil,
        step: AdamStep(
          stepSize: 0.01, secondBiasRoot: 0.1, first: state[1], second: state[2], weights: state[0]),
        gradient: scratch.start)
      for (one, other) in zip(state, [separate.w, separate.first, separate.second]) {
        expectSameBits(one.values, other, "\(m)×\(n), k = \(k)")
        #expect(one.isIntactBefore)
      }
    }
  }

  /// A weight without gradient stays where it is: so padding does.
  @Test(arguments: availableInstructionSets)
  func adamLeavesPaddingAlone(_ instructionSet: InstructionSet) throws {
    let kernels = try Float.tested(instructionSet)
    let memory = GuardedMemory()
    defer { memory.release() }
    let zeros = [Float](repeating: 0, count: 32)
    let (weights, first, second) = (
      try memory.buffer(zeros), try memory.buffer(zeros), try memory.buffer(zeros)
    )
    kernels.matrixProductAdam(
      m: 1, n: 10, k: 1, a: try memory.buffer([1]).start, aStrides: (1, 1), b: try memory.buffer(zeros).start,
      bStride: 16,
      step: AdamStep(
        stepSize: 0.01, secondBiasRoot: 0.03, first: first, second: second, weights: weights),
      gradient: try memory.buffer(zeros).start)
    expectSameBits(weights.values, zeros)
  }

  /// What is too small is 0, of either sign; what is not a number stays so, and the least that counts too.
  @Test(arguments: availableInstructionSets)
  func noStateTooSmallFloat(_ instructionSet: InstructionSet) throws {
    try checkSmallState(Float.self, instructionSet)
  }

  @Test(arguments: availableInstructionSets)
  func noStateTooSmallDouble(_ instructionSet: InstructionSet) throws {
    try checkSmallState(Double.self, instructionSet)
  }

  private func checkSmallState<S: Scalar>(_: S.Type, _ instructionSet: InstructionSet) throws {
    let kernels = try S.tested(instructionSet)
    let memory = GuardedMemory()
    defer { memory.release() }
    let (least, square) = (S.leastMover, S.leastNormalMagnitude)
    let state = [least, -least, 4 * least, -4 * least, .nan, square, 1, 0]
    let kept = state.map { (S(0.9) * $0).zero(below: least) }
    #expect(kept.count { $0 == 0 } == 4, "half of them vanish")
    let width = S.lanes
    func buffer(_ values: [S]) throws -> GuardedBuffer<S> {
      try memory.buffer(values + [S](repeating: 0, count: width - values.count))
    }
    let (zeros, velocity) = (try buffer([]), try buffer(state))
    kernels.sgd(
      count: 8, learningRate: 1, momentum: 0.9, gradient: zeros.start, velocity: velocity.start,
      weights: try buffer([]).start)
    expectSameBits(Array(velocity.values.prefix(8)), kept)

    let (first, second) = (try buffer(state), try buffer([square, 4 * square, least, .nan, 1]))
    var reference = AdamReference(w: zeros.values, first: first.values, second: second.values)
    reference.step(along: zeros.values, stepSize: 0.1, root: 1)
    #expect(reference.first.prefix(8).count { $0 == 0 } == 4)
    #expect(reference.second[0] == 0 && reference.second[1] > 0)
    kernels.matrixProductAdam(
      m: 1, n: width, k: 1, a: zeros.start, aStrides: (1, 1), b: zeros.start, bStride: width,
      step: AdamStep(
        stepSize: 0.1, secondBiasRoot: 1, first: first, second: second, weights: try buffer([])),
      gradient: try buffer([]).start)
    expectSameBits(first.values, reference.first)
    expectSameBits(second.values, reference.second)
  }
}
