import Model
import Testing

@testable import NeuralNetwork

/// Products with byte features against chains of plain operations, bit for bit.
@Suite struct KernelByteTests {
  struct Shape: CustomStringConvertible {
    /// Examples, inputs and outputs.
    var m: Int, k: Int, n: Int
    var description: String { "\(m)x\(n)x\(k)" }
  }

  /// Numbers of examples and inputs around 64, and of outputs around vectors and panels of either type.
  static let shapes: [Shape] = {
    var random = LinearCongruentialGenerator(seed: 20)
    let chosen = [
      (1, 1, 1), (64, 784, 128), (63, 64, 10), (65, 65, 33), (130, 63, 48), (64, 128, 49), (3, 130, 100),
      (200, 20, 16), (2, 300, 64), (128, 9, 17), (5, 100, 65), (7, 70, 24), (9, 8, 8), (10, 190, 25),
    ]
    return chosen.map { Shape(m: $0.0, k: $0.1, n: $0.2) }
      + (0..<12).map { _ in
        Shape(m: random.integer(1...150), k: random.integer(1...150), n: random.integer(1...150))
      }
  }()

  /// MNIST's normalisation, and offsets that are 0 for both types or one.
  static let normalizations: [(scale: Double, offset: Double)] = [
    (1 / (255 * 0.3081), -0.1307 / 0.3081), (1 / 255, 0), (-1 / 255, -0.0), (1 / 255, 1e-60),
  ]

  /// Byte features, some examples of them, and the same as numbers.
  private struct Problem<S: Scalar> {
    let bytes: [UInt8]
    let features: ByteFeatures
    let rows: [Int32]
    let scale: Double
    let offset: S
    let width: Int

    /// The last example is always among them, so that reading past its end would be found.
    init(
      _ shape: Shape, _ normalization: (scale: Double, offset: Double), memory: GuardedMemory,
      random: inout LinearCongruentialGenerator
    ) throws {
      let examples = 40
      // Mostly 0, as the pixels of images are; some rows are 0 throughout, and some nowhere.
      bytes = (0..<examples).flatMap { _ in
        let density = random.integer(0...4)
        return (0..<shape.k).map { _ in
          random.integer(0...3) < density && density > 0 && (density > 3 || random.integer(0...1) == 0)
            ? UInt8(random.integer(1...255)) : 0
        }
      }
      features = try ByteFeatures(
        UnsafeBufferPointer(start: memory.bytes(bytes), count: bytes.count), of: memory, width: shape.k,
        scale: normalization.scale, offset: normalization.offset)
      rows = (0..<shape.m).map { Int32($0 == 0 ? examples - 1 : random.integer(0...(examples - 1))) }
      (scale, offset, width) = (normalization.scale, S(normalization.offset), shape.k)
    }

    func byte(_ i: Int, _ p: Int) -> UInt8 { bytes[Int(rows[i]) * width + p] }

    /// Element (i, j) of the product, `w` being width×n.
    func sum(_ i: Int, _ j: Int, n: Int, w: [S], from bias: S) -> S {
      var (same, own) = (bias, S(0))
      if offset != 0 { for p in 0..<width { same = same.addingProduct(offset, w[p * n + j]) } }
      for p in 0..<width where byte(i, p) != 0 {
        own = own.addingProduct(S(Double(byte(i, p)) * scale), w[p * n + j])
      }
      return same + own
    }

    /// Element (p, j) of the gradient, `dz` being m×n.
    func gradient(_ p: Int, _ j: Int, n: Int, dz: [S]) -> S {
      var sum: S = 0
      if offset != 0 {
        for i in rows.indices { sum += dz[i * n + j] }
        sum *= offset
      }
      for i in rows.indices where byte(i, p) != 0 {
        sum = sum.addingProduct(S(Double(byte(i, p)) * scale), dz[i * n + j])
      }
      return sum
    }
  }

  @Test(arguments: availableInstructionSets)
  func productFloat(_ instructionSet: InstructionSet) throws { try checkProduct(Float.self, instructionSet) }

  @Test(arguments: availableInstructionSets)
  func productDouble(_ instructionSet: InstructionSet) throws {
    try checkProduct(Double.self, instructionSet)
  }

  /// Calls `body` with a problem of each shape and normalisation, and memory that lives as long as the call.
  private func forEachProblem<S: Scalar>(
    of: S.Type, seed: UInt64,
    _ body: (Problem<S>, Shape, GuardedMemory, inout LinearCongruentialGenerator, _ what: String) throws ->
      Void
  ) throws {
    var random = LinearCongruentialGenerator(seed: seed)
    for shape in Self.shapes {
      for normalization in Self.normalizations {
        let memory = GuardedMemory()
        defer { memory.release() }
        let problem = try Problem<S>(shape, normalization, memory: memory, random: &random)
        try body(problem, shape, memory, &random, "\(shape), offset \(normalization.offset)")
      }
    }
  }

  private func checkProduct<S: Scalar>(_: S.Type, _ instructionSet: InstructionSet) throws {
    let kernels = try S.tested(instructionSet)
    try forEachProblem(of: S.self, seed: 21) { problem, shape, memory, random, what in
      let (m, n, k) = (shape.m, shape.n, shape.k)
      let w: [S] = random.scalars(k * n)
      let bias: [S]? = random.next() % 2 == 0 ? random.scalars(n) : nil
      let activation = try KernelActivation(KernelMatrixProductTests.activations[random.integer(0...5)])
      let weights = try memory.buffer(MatrixLayout.panels.arrange(w, rows: k, columns: n, padding: 3))
      let biasBuffer = try bias.map { try memory.buffer($0) }
      let stride = S.stride(columns: n)
      let c: GuardedBuffer<S> = try memory.buffer(count: m * stride, filledWith: 7)
      problem.rows.withUnsafeBufferPointer {
        kernels.byteProduct(
          n: n, x: problem.features.rows($0), weights: weights.start, bias: biasBuffer?.start,
          activation: activation, c: c.start, cStride: stride)
      }
      var expected = (0..<m).flatMap { i in
        (0..<n).map { j in problem.sum(i, j, n: n, w: w, from: bias?[j] ?? 0) }
      }
      expected.withUnsafeMutableBufferPointer { expected in
        guard let start = expected.baseAddress else { return }
        kernels.activate(activation, count: expected.count, start, into: start)
      }
      expectSameBits(
        MatrixLayout.rowMajor.elements(of: c.values, rows: m, columns: n), expected,
        "\(activation) \(what)")
      #expect(c.isIntactBefore && c.values.allSatisfy(\.isFinite))
    }
  }

  @Test(arguments: availableInstructionSets)
  func gradientFloat(_ instructionSet: InstructionSet) throws {
    try checkGradient(Float.self, instructionSet)
  }

  @Test(arguments: availableInstructionSets)
  func gradientDouble(_ instructionSet: InstructionSet) throws {
    try checkGradient(Double.self, instructionSet)
  }

  /// The gradient of all blocks of a weight, and Adam along it in place of that.
  private func checkGradient<S: Scalar>(_: S.Type, _ instructionSet: InstructionSet) throws {
    let kernels = try S.tested(instructionSet)
    try forEachProblem(of: S.self, seed: 22) { problem, shape, memory, random, what in
      let (m, n, k) = (shape.m, shape.n, shape.k)
      let dz: [S] = random.scalars(m * n)
      let dzBuffer = try memory.buffer(MatrixLayout.rowMajor.arrange(dz, rows: m, columns: n))
      let layout = PackedLayout<S>(rows: k, columns: n)
      let expected = MatrixLayout.panels.arrange(
        (0..<k).flatMap { p in (0..<n).map { problem.gradient(p, $0, n: n, dz: dz) } }, rows: k, columns: n)
      let start = AdamReference<S>(
        w: random.scalars(layout.count), first: random.scalars(layout.count),
        second: (random.scalars(layout.count) as [S]).map(\.magnitude))
      var moved = start
      moved.step(along: expected, stepSize: 0.01, root: 0.1)
      let state = try [start.w, start.first, start.second].map { try memory.buffer($0) }
      var gradient = [S](repeating: .nan, count: layout.count)
      problem.rows.withUnsafeBufferPointer { rows in
        for block in layout.blocks(rows: 40) {
          let scratch = UnsafeMutablePointer<S>.allocate(capacity: block.count)
          defer { scratch.deallocate() }
          func compute(_ step: AdamStep<S>?) {
            kernels.byteGradient(
              rows: block.rows, n: block.columns.count, x: problem.features.rows(rows),
              dz: dzBuffer.start + block.columns.lowerBound, dzStride: S.stride(columns: n), step: step,
              gradient: scratch)
          }
          compute(nil)
          let count = block.panel(0).count
          for index in 0..<block.panelCount {
            let place = block.offset + index * block.panelStep
            gradient.replaceSubrange(
              place..<place + count, with: UnsafeBufferPointer(start: scratch + index * count, count: count)
            )
          }
          var step = AdamStep(
            stepSize: 0.01, secondBiasRoot: 0.1, first: state[1], second: state[2], weights: state[0])
          step.weights += block.offset
          step.firstMoment += block.offset
          step.secondMoment += block.offset
          compute(step)
        }
      }
      expectSameBits(
        MatrixLayout.panels.elements(of: gradient, rows: k, columns: n),
        MatrixLayout.panels.elements(of: expected, rows: k, columns: n), what)
      #expect(zip(gradient, expected).allSatisfy { $0 == $1 }, "padding is 0 of either sign")
      for (one, other) in zip(state, [moved.w, moved.first, moved.second]) {
        expectSameBits(one.values, other, what)
        #expect(one.isIntactBefore)
      }
    }
  }

  /// What is not finite is not multiplied by a byte that is 0; the offset is, unless it is 0.
  @Test(arguments: availableInstructionSets)
  func bytesThatAreZeroHaveNoTerm(_ instructionSet: InstructionSet) throws {
    let kernels = try Float.tested(instructionSet)
    let memory = GuardedMemory()
    defer { memory.release() }
    let bytes: [UInt8] = [0, 2]
    for (offset, sum, gradients) in [(0.0, Float(6), [Float(0), 10]), (1, .infinity, [5, 15])] {
      let x = try ByteFeatures(
        UnsafeBufferPointer(start: memory.bytes(bytes), count: 2), of: memory, width: 2, scale: 1,
        offset: offset)
      var weights = [Float](repeating: 0, count: 32)
      (weights[0], weights[16]) = (.infinity, 3)
      let c: GuardedBuffer<Float> = try memory.buffer(count: 16)
      let gradient: GuardedBuffer<Float> = try memory.buffer(count: 32)
      let dz = try memory.buffer([5] + [Float](repeating: 0, count: 15))
      let weightBuffer = try memory.buffer(weights)
      [Int32(0)].withUnsafeBufferPointer {
        kernels.byteProduct(
          n: 1, x: x.rows($0), weights: weightBuffer.start, bias: nil, c: c.start, cStride: 16)
        kernels.byteGradient(
          rows: 0..<2, n: 1, x: x.rows($0), dz: dz.start, dzStride: 16, step: nil, gradient: gradient.start)
      }
      #expect(c.values[0] == sum)
      #expect([gradient.values[0], gradient.values[16]] == gradients)
    }
  }
}
