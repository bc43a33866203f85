import Foundation
import Testing

@testable import NeuralNetwork

/// Softmax cross-entropy: its fixed order bit for bit, the loss at the ends of the range.
@Suite struct KernelSoftmaxTests {
  @Test(arguments: availableInstructionSets)
  func floatBits(_ instructionSet: InstructionSet) throws { try check(Float.self, instructionSet) }

  @Test(arguments: availableInstructionSets)
  func doubleBits(_ instructionSet: InstructionSet) throws { try check(Double.self, instructionSet) }

  private func check<S: Scalar>(_: S.Type, _ instructionSet: InstructionSet) throws {
    var random = LinearCongruentialGenerator(seed: 11)
    let chosen = [(64, 10), (1, 1), (33, 2), (5, 16), (5, 17), (3, 100)]
    for (m, n) in chosen + (0..<20).map({ _ in (random.integer(1...40), random.integer(1...40)) }) {
      let logits = (0..<m * n).map { _ in 10 * (random.scalar() as S) }
      let labels = (0..<m).map { _ in random.integer(0...(n - 1)) }
      let (losses, gradient) = try run(instructionSet, m: m, n: n, logits: logits, labels: labels)
      var expectedLosses = [S]()
      var expectedGradient = [S]()
      for row in 0..<m {
        let x = Array(logits[row * n..<(row + 1) * n])
        let top = x.reduce(-.infinity) { max($0, $1) }
        let e = try x.map { try elementary(.exp, $0 - top) }
        let sum = treeSum(e)
        expectedLosses.append(try elementary(.log, sum) + (top - x[labels[row]]))
        for j in 0..<n { expectedGradient.append((e[j] / sum - (j == labels[row] ? 1 : 0)) / S(m)) }
      }
      expectSameBits(losses, expectedLosses, "losses of \(m)x\(n)")
      expectSameBits(
        gradient, MatrixLayout.rowMajor.arrange(expectedGradient, rows: m, columns: n),
        "gradient of \(m)x\(n)")
    }
  }

  /// Lane l adds columns l, l + V, ...; then the upper half of the lanes is added to the lower until one is
  /// left.
  private func treeSum<S: Scalar>(_ values: [S]) -> S {
    var lanes = [S](repeating: 0, count: S.lanes)
    for (index, value) in values.enumerated() { lanes[index % S.lanes] += value }
    while lanes.count > 1 {
      let half = lanes.count / 2
      lanes = (0..<half).map { lanes[$0] + lanes[$0 + half] }
    }
    return lanes[0]
  }

  /// Losses with and without the gradient, and in place; `gradient` with its padding.
  private func run<S: Scalar>(
    _ instructionSet: InstructionSet, m: Int, n: Int, logits: [S], labels: [Int]
  ) throws -> (losses: [S], gradient: [S]) {
    let kernels = try S.tested(instructionSet)
    let memory = GuardedMemory()
    defer { memory.release() }
    let stride = S.stride(columns: n)
    let padded = MatrixLayout.rowMajor.arrange(
      logits, rows: m, columns: n, padding: S.greatestFiniteMagnitude)
    let labels = labels.map(Int32.init)
    let input = try memory.buffer(padded)
    let gradient = try memory.buffer(count: m * stride, filledWith: 7) as GuardedBuffer<S>
    let losses = try memory.buffer(count: m) as GuardedBuffer<S>
    let alone = try memory.buffer(count: m) as GuardedBuffer<S>
    kernels.softmaxCrossEntropy(
      m: m, n: n, stride: stride, logits: input.start, labels: labels, losses: alone.start, gradient: nil)
    kernels.softmaxCrossEntropy(
      m: m, n: n, stride: stride, logits: input.start, labels: labels, losses: losses.start,
      gradient: gradient.start)
    expectSameBits(input.values, padded, "the logits are only read")
    kernels.softmaxCrossEntropy(
      m: m, n: n, stride: stride, logits: input.start, labels: labels, losses: losses.start,
      gradient: input.start)
    expectSameBits(alone.values, losses.values, "losses without gradient")
    expectSameBits(input.values, gradient.values, "gradient in place")
    #expect(losses.isIntactBefore && gradient.isIntactBefore)
    return (losses.values, gradient.values)
  }

  struct Extreme { var logits: [Float], label: Int, loss: Float, gradient: [Float] }

  static let extremes = [
    Extreme(logits: [1e4, -1e4, 0], label: 0, loss: 0, gradient: [0, 0, 0]),
    Extreme(logits: [1e4, -1e4, 0], label: 1, loss: 2e4, gradient: [1, -1, 0]),
    Extreme(logits: [1e4, 1e4], label: 1, loss: 0.693_147_2, gradient: [0.5, -0.5]),
    Extreme(logits: [-1e4, -1e4], label: 0, loss: 0.693_147_2, gradient: [-0.5, 0.5]),
    Extreme(logits: [3e38, 0, 0], label: 0, loss: 0, gradient: [0, 0, 0]),
    Extreme(logits: [3e38, 0, 0], label: 2, loss: 3e38, gradient: [1, 0, -1]),
    Extreme(logits: [-3e38, 0], label: 1, loss: 0, gradient: [0, 0]),
    // The true loss, 6e38, is beyond the largest float.
    Extreme(logits: [3e38, -3e38], label: 1, loss: .infinity, gradient: [1, -1]),
    Extreme(logits: [3e38, -3e38], label: 0, loss: 0, gradient: [0, 0]),
  ]

  @Test(arguments: availableInstructionSets)
  func stable(_ instructionSet: InstructionSet) throws {
    for extreme in Self.extremes {
      let n = extreme.logits.count
      let (losses, gradient) = try run(
        instructionSet, m: 1, n: n, logits: extreme.logits, labels: [extreme.label])
      #expect(losses[0] == extreme.loss || abs(losses[0] - extreme.loss) <= 1e-6 * extreme.loss, "\(extreme)")
      for (actual, expected) in zip(gradient, extreme.gradient) {
        #expect(abs(actual - expected) <= 1e-7, "\(extreme)")
      }
      #expect(gradient[n...].allSatisfy { $0 == 0 })
    }
  }

  /// What is not finite is not hidden: the loss says so.
  @Test(arguments: availableInstructionSets, [Float.nan, .infinity])
  func divergenceShows(_ instructionSet: InstructionSet, _ value: Float) throws {
    for position in 0..<3 {
      var logits: [Float] = [1, 2, 3]
      logits[position] = value
      let (losses, _) = try run(instructionSet, m: 1, n: 3, logits: logits, labels: [0])
      #expect(!losses[0].isFinite)
    }
  }
}
