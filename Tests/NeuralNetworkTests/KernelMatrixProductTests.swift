import Model
import Testing

@testable import NeuralNetwork

/// C = f(bias + A·B) against chains of `addingProduct` and the elementwise kernel of f, bit for bit.
@Suite struct KernelMatrixProductTests {
  struct Shape: CustomStringConvertible {
    var m: Int, n: Int, k: Int
    var description: String { "\(m)x\(n)x\(k)" }
  }

  /// 60 random shapes of up to 40, then shapes that cross the tiles, panels and blocks, then those whose last
  /// columns fill a vector's quarters to a different degree.
  static let shapes: [Shape] = {
    var random = LinearCongruentialGenerator(seed: 1)
    let small = (0..<60).map { _ in
      Shape(m: random.integer(1...40), n: random.integer(1...40), k: random.integer(1...40))
    }
    let chosen: [(Int, Int, Int)] = [
      (1, 1, 0), (5, 40, 0), (4, 4, 2), (64, 10, 64), (32, 17, 100), (33, 100, 33), (3, 129, 7), (1, 33, 700),
      (70, 48, 530), (13, 16, 1025), (100, 65, 257), (200, 20, 3), (12, 70, 2049),
      (270, 17, 790), (32, 21, 688), (32, 10, 928),
    ]
    let (heights, depths) = ([16, 17, 31, 35, 64], [0, 1, 2, 3, 4, 9, 30])
    let narrow = (1...15).map { tail in
      Shape(m: heights[tail % 5], n: tail % 3 * 16 + tail, k: depths[tail % 7])
    }
    return small + chosen.map { Shape(m: $0.0, n: $0.1, k: $0.2) } + narrow
  }()

  static let activations: [any Activation] = [
    Identity(), ReLU(), Tanh(), LeakyReLU(slope: 0.1), Sigmoid(), Step(),
  ]

  @Test(arguments: availableInstructionSets)
  func floatBits(_ instructionSet: InstructionSet) throws { try check(Float.self, instructionSet) }

  @Test(arguments: availableInstructionSets)
  func doubleBits(_ instructionSet: InstructionSet) throws { try check(Double.self, instructionSet) }

  private func check<S: Scalar>(_: S.Type, _ instructionSet: InstructionSet) throws {
    let kernels = try S.tested(instructionSet)
    var random = LinearCongruentialGenerator(seed: 2)
    for shape in Self.shapes {
      let a: [S] = random.scalars(shape.m * shape.k)
      let b: [S] = random.scalars(shape.k * shape.n)
      let bias: [S]? = random.next() % 2 == 0 ? random.scalars(shape.n) : nil
      let activation = try KernelActivation(Self.activations[random.integer(0...5)])
      var expected = reference(shape, a: a, b: b, bias: bias)
      expected.withUnsafeMutableBufferPointer { expected in
        guard let start = expected.baseAddress else { return }
        kernels.activate(activation, count: expected.count, start, into: start)
      }
      for transposed in [false, true] {
        for bLayout in MatrixLayout.allCases {
          for cLayout in MatrixLayout.allCases {
            let actual = try product(
              kernels, shape, a: a, transposed: transposed, b: b, bLayout: bLayout, bias: bias,
              activation: activation, cLayout: cLayout)
            expectSameBits(
              actual, expected,
              "\(activation) \(shape) A\(transposed ? "ᵀ" : "") B \(bLayout) C \(cLayout)")
          }
        }
      }
    }
  }

  private func reference<S: Scalar>(_ shape: Shape, a: [S], b: [S], bias: [S]?) -> [S] {
    var c = [S]()
    for i in 0..<shape.m {
      for j in 0..<shape.n {
        var sum = bias?[j] ?? 0
        for p in 0..<shape.k { sum = sum.addingProduct(a[i * shape.k + p], b[p * shape.n + j]) }
        c.append(sum)
      }
    }
    return c
  }

  private func product<S: Scalar>(
    _ kernels: Kernels<S>, _ shape: Shape, a: [S], transposed: Bool, b: [S], bLayout: MatrixLayout,
    bias: [S]?, activation: KernelActivation, cLayout: MatrixLayout
  ) throws -> [S] {
    let (m, n, k) = (shape.m, shape.n, shape.k)
    let memory = GuardedMemory()
    defer { memory.release() }
    let aStride = S.stride(columns: transposed ? m : k)
    let stored = transposed ? (0..<k).flatMap { p in (0..<m).map { a[$0 * k + p] } } : a
    let aBuffer = try memory.buffer(
      MatrixLayout.rowMajor.arrange(
        stored, rows: transposed ? k : m, columns: transposed ? m : k, padding: 1e30))
    let bBuffer = try memory.buffer(bLayout.arrange(b, rows: k, columns: n, padding: 3))
    let biasBuffer = try bias.map { try memory.buffer($0) }
    let c =
      try memory.buffer(count: cLayout.count(rows: m, columns: n, of: S.self), filledWith: 7)
      as GuardedBuffer<S>
    kernels.matrixProduct(
      m: m, n: n, k: k, a: aBuffer.start, aStrides: transposed ? (1, aStride) : (aStride, 1),
      b: bBuffer.start,
      bStride: bLayout.kernelStride(columns: n, of: S.self), bias: biasBuffer?.start,
      activation: activation, c: c.start, cStride: cLayout.kernelStride(columns: n, of: S.self))
    #expect(c.isIntactBefore && c.values.allSatisfy(\.isFinite))
    return cLayout.elements(of: c.values, rows: m, columns: n)
  }

  /// The sums of columns are a product with a row of ones, which may be a single one, read anew for each
  /// term.
  @Test(arguments: availableInstructionSets)
  func sumsOfColumns(_ instructionSet: InstructionSet) throws {
    let kernels = try Float.tested(instructionSet)
    var random = LinearCongruentialGenerator(seed: 14)
    for (k, n) in [(1, 1), (5, 16), (64, 10), (64, 128), (33, 70)] {
      let memory = GuardedMemory()
      defer { memory.release() }
      let x: [Float] = random.scalars(k * n)
      let c: GuardedBuffer<Float> = try memory.buffer(count: Float.stride(columns: n))
      kernels.matrixProduct(
        m: 1, n: n, k: k, a: try memory.buffer([1]).start, aStrides: (1, 0),
        b: try memory.buffer(MatrixLayout.rowMajor.arrange(x, rows: k, columns: n, padding: 1e30)).start,
        bStride: Float.stride(columns: n), bias: nil, c: c.start, cStride: c.count)
      let sums = (0..<n).map { j in (0..<k).reduce(Float(0)) { $0 + x[$1 * n + j] } }
      expectSameBits(Array(c.values.prefix(n)), sums, "\(k)x\(n)")
    }
  }

  /// A may have any strides: rows or columns that are all the same, or some in between that are no part of
  /// it.
  @Test(arguments: availableInstructionSets)
  func anyStrides(_ instructionSet: InstructionSet) throws {
    let kernels = try Float.tested(instructionSet)
    var random = LinearCongruentialGenerator(seed: 15)
    let shape = Shape(m: 48, n: 10, k: 9)
    for (row, column) in [(0, 0), (0, 1), (1, 0), (2, 101), (19, 2)] {
      let memory = GuardedMemory()
      defer { memory.release() }
      let (b, bias): ([Float], [Float]) = (random.scalars(shape.k * shape.n), random.scalars(shape.n))
      // Rows whose columns lie one behind the other have padding.
      let width = column == 1 ? Float.stride(columns: shape.k) : (shape.k - 1) * column + 1
      let a: [Float] = random.scalars((shape.m - 1) * row + width)
      let c: GuardedBuffer<Float> = try memory.buffer(count: shape.m * 16)
      kernels.matrixProduct(
        m: shape.m, n: shape.n, k: shape.k, a: try memory.buffer(a).start, aStrides: (row, column),
        b: try memory.buffer(MatrixLayout.rowMajor.arrange(b, rows: shape.k, columns: shape.n, padding: 3))
          .start,
        bStride: 16, bias: try memory.buffer(bias).start, c: c.start, cStride: 16)
      let elements = (0..<shape.m).flatMap { i in (0..<shape.k).map { a[i * row + $0 * column] } }
      expectSameBits(
        MatrixLayout.rowMajor.elements(of: c.values, rows: shape.m, columns: shape.n),
        reference(shape, a: elements, b: b, bias: bias), "strides \(row) and \(column)")
    }
  }

  /// Products and sums that round, cancel, underflow and overflow: where a software fma goes wrong first.
  @Test(arguments: availableInstructionSets)
  func fusedAtTheExtremes(_ instructionSet: InstructionSet) throws {
    let kernels = try Float.tested(instructionSet)
    var random = LinearCongruentialGenerator(seed: 3)
    let count = 4096
    func extreme() -> Float {
      let magnitude = Float(bitPattern: UInt32(truncatingIfNeeded: random.next() << 1) & 0x7FFF_FFFF)
      let value = magnitude.isFinite ? magnitude : Float.leastNonzeroMagnitude
      return random.next() % 2 == 0 ? value : -value
    }
    for round in 0..<50 {
      let memory = GuardedMemory()
      defer { memory.release() }
      let x = extreme()
      let y = (0..<count).map { _ in extreme() }
      // Addends near the product, half an ulp away from it, unrelated, or zero.
      let z = y.map { factor -> Float in
        let product = x * factor
        switch random.next() % 4 {
        case 0: return -product
        case 1: return product.isFinite ? product.ulp / 2 : 1
        case 2: return random.next() % 8 == 0 ? -0.0 : extreme()
        default: return product.isFinite ? -product.nextUp : 0
        }
      }
      let c = try memory.buffer(count: count) as GuardedBuffer<Float>
      kernels.matrixProduct(
        m: 1, n: count, k: 1, a: try memory.buffer([x]).start, aStrides: (1, 1),
        b: try memory.buffer(y).start,
        bStride: count, bias: try memory.buffer(z).start, c: c.start, cStride: count)
      expectSameBits(c.values, zip(y, z).map { $1.addingProduct(x, $0) }, "round \(round), x = \(x)")
    }
  }

  /// Sums a hair beside the middle of two floats, nearer to it than a double can tell: rounding first to
  /// double and then to float gets half of them wrong.
  @Test(arguments: availableInstructionSets)
  func roundedOnlyOnce(_ instructionSet: InstructionSet) throws {
    let kernels = try Float.tested(instructionSet)
    var random = LinearCongruentialGenerator(seed: 13)
    let count = 256
    for exponent in 16...23 {
      let memory = GuardedMemory()
      defer { memory.release() }
      let hair = 1 / Float(1 << exponent)
      let x: Float = exponent.isMultiple(of: 2) ? 1 + hair : 1 - hair
      let z: [Float] = random.scalars(count)
      let y = z.map { (random.next() % 2 == 0 ? 1 : -1) * (2 - x) * $0.ulp / 2 }
      let c: GuardedBuffer<Float> = try memory.buffer(count: count)
      kernels.matrixProduct(
        m: 1, n: count, k: 1, a: try memory.buffer([x]).start, aStrides: (1, 1),
        b: try memory.buffer(y).start,
        bStride: count, bias: try memory.buffer(z).start, c: c.start, cStride: count)
      expectSameBits(c.values, zip(y, z).map { $1.addingProduct(x, $0) }, "1 ± 2^-\(exponent)")
    }
  }
}
