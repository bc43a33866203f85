import Testing

@testable import NeuralNetwork

/// The gradient of every tensor operation against central differences, in double precision.
///
/// To add an operation: add a row to ``cases`` with the shapes of its operands, one where they are broadcast
/// if it broadcasts, and a range of numbers where it is smooth. A function of single elements needs no row
/// but that of its domain: all of `ElementwiseFunction` and `BinaryFunction` are there.
struct AutodiffCase: CustomTestStringConvertible, Sendable {
  var operation: TensorOperation
  var shapes: [[Int]]
  /// What the operands' numbers are spread over.
  var range = -1.5...1.5
  /// The operands without a gradient.
  var constants: Set<Int> = []

  var testDescription: String { "\(operation) \(shapes)" }

  static let cases: [AutodiffCase] =
    ElementwiseFunction.allCases.map { function in
      let isPositive = [.log, .log1p, .sqrt].contains(function)
      return AutodiffCase(
        operation: .elementwise(function), shapes: [[3, 4]], range: isPositive ? 0.2...2 : -1.5...1.5)
    }
    + BinaryFunction.allCases.flatMap { function in
      [[[2, 3], [2, 3]], [[2, 3], [3]], [[2, 1], [1, 4]], [[], [5]], [[2, 3, 2], [3, 1]]].map {
        AutodiffCase(
          operation: .binary(function), shapes: $0,
          range: function == .power ? 0.3...2 : function == .celu ? -2 ... -0.3 : -1.5...1.5)
      }
    } + [
      AutodiffCase(operation: .select, shapes: [[2, 3], [3], []], constants: [0]),
      AutodiffCase(operation: .matrixProduct, shapes: [[2, 3], [3, 4]]),
      AutodiffCase(operation: .matrixProduct, shapes: [[3], [3, 4]]),
      AutodiffCase(operation: .matrixProduct, shapes: [[2, 3], [3]]),
      AutodiffCase(operation: .matrixProduct, shapes: [[5], [5]]),
      AutodiffCase(operation: .matrixProduct, shapes: [[9, 19], [19, 35]]),
      AutodiffCase(operation: .sum(axis: nil), shapes: [[2, 3, 2]]),
      AutodiffCase(operation: .sum(axis: 0), shapes: [[2, 3]]),
      AutodiffCase(operation: .sum(axis: 1), shapes: [[2, 3, 2]]),
      AutodiffCase(operation: .mean(axis: nil), shapes: [[2, 3]]),
      AutodiffCase(operation: .mean(axis: 1), shapes: [[2, 3]]),
      AutodiffCase(operation: .largest, shapes: [[2, 3]]),
      AutodiffCase(operation: .smallest, shapes: [[2, 3]]),
      AutodiffCase(operation: .reshape([3, 2]), shapes: [[2, 3]]),
      AutodiffCase(operation: .transpose, shapes: [[2, 3]]),
      AutodiffCase(operation: .transpose, shapes: [[2, 3, 4]]),
      AutodiffCase(operation: .stack, shapes: [[2, 2], [2, 2], [2, 2]]),
    ]

  func operands() throws -> [Tensor<Double>] {
    var spread = Spread(7)
    let (middle, half) = (
      (range.lowerBound + range.upperBound) / 2, (range.upperBound - range.lowerBound) / 2
    )
    return try shapes.map { shape in
      try Tensor(shape: shape, values: spread.numbers(shape.elementCount).map { middle + half * $0 })
    }
  }
}

@Suite struct AutodiffTests {
  /// Σ weight · element of the operation's value, with a weight of its own for each element.
  private func weightedSum(_ test: AutodiffCase, _ operands: [Tensor<Double>]) throws -> (
    tape: Tape<Double>, inputs: [Tape<Double>.Variable], sum: Tape<Double>.Variable
  ) {
    var tape = Tape<Double>()
    let inputs = operands.map { tape.leaf($0) }
    let result = try tape.apply(test.operation, inputs)
    var spread = Spread(99)
    let weights = try Tensor(
      shape: tape[result].shape, values: spread.numbers(tape[result].values.count).map { $0 + 1.5 })
    let product = try tape.apply(.binary(.multiply), result, tape.leaf(weights))
    let sum = try tape.apply(.sum(axis: nil), product)
    return (tape, inputs, sum)
  }

  @Test(arguments: AutodiffCase.cases)
  func gradientsEqualCentralDifferences(_ test: AutodiffCase) throws {
    let operands = try test.operands()
    let (tape, inputs, sum) = try weightedSum(test, operands)
    let gradients = try tape.gradients(of: sum, withRespectTo: inputs)
    var steepest = 0.0
    for index in operands.indices where !test.constants.contains(index) {
      var numeric: [Double] = []
      for element in operands[index].values.indices {
        let step = 1e-5
        func value(_ shift: Double) throws -> Double {
          var values = operands[index].values
          values[element] += shift
          var moved = operands
          moved[index] = try Tensor(shape: operands[index].shape, values: values)
          let (tape, _, sum) = try weightedSum(test, moved)
          return try #require(tape[sum].scalar)
        }
        numeric.append((try value(step) - value(-step)) / (2 * step))
      }
      #expect(gradients[index].shape == operands[index].shape)
      let largest = try #require(numeric.map(abs).max())
      steepest = max(steepest, largest)
      expectClose(
        gradients[index].values, numeric, relative: 1e-7, floor: max(largest, 1e-3), "operand \(index)")
    }
    #expect(steepest > 1e-3 || test.operation == .elementwise(.step), "the case tests nothing")
  }

  /// PyTorch's conventions where there is no derivative.
  @Test(arguments: [
    (TensorOperation.elementwise(.relu), [0.0], [0.0]), (.elementwise(.abs), [0], [0]),
    (.elementwise(.step), [0], [0]), (.binary(.maximum), [2, 2], [0.5, 0.5]),
    (.binary(.minimum), [2, 2], [0.5, 0.5]), (.binary(.leakyReLU), [0, 0.1], [0.1, 0]),
    (.binary(.power), [0, 2], [0, 0]), (.binary(.power), [0, 0], [0, 0]),
    (.binary(.power), [-2, 3], [12, .nan]),
  ]) func kinksHaveTheirConvention(_ operation: TensorOperation, _ operands: [Double], _ expected: [Double])
    throws
  {
    var tape = Tape<Double>()
    let inputs = operands.map { tape.leaf(Tensor($0)) }
    let y = try tape.apply(operation, inputs)
    let found = try tape.gradients(of: y, withRespectTo: inputs).map { $0.scalar ?? .nan }
    for (found, expected) in zip(found, expected) {
      #expect(found == expected || found.isNaN && expected.isNaN)
    }
  }

  @Test func theLargestShareTheGradient() throws {
    var tape = Tape<Double>()
    let x = tape.leaf(try Tensor(shape: [4], values: [1, 3, 3, 2]))
    let y = try tape.apply(.largest, x)
    #expect(try tape.gradients(of: y, withRespectTo: [x])[0].values == [0, 0.5, 0.5, 0])
  }

  /// A value that is used twice, one that is not used, and a gradient by an intermediate value.
  @Test func usesAddUp() throws {
    var tape = Tape<Double>()
    let (x, unused) = (tape.leaf(Tensor(3)), tape.leaf(Tensor(1)))
    let square = try tape.apply(.binary(.multiply), x, x)
    let y = try tape.apply(.binary(.add), square, x)
    #expect(try tape.gradients(of: y, withRespectTo: [x, unused, square]).map(\.scalar) == [7, 0, 1])
  }

  @Test func whatDoesNotFitIsRefused() throws {
    var tape = Tape<Float>()
    let a = tape.leaf(try Tensor(shape: [2, 3], values: [1, 2, 3, 4, 5, 6]))
    #expect(throws: TensorError.shapesDoNotFit([2, 3], [2, 3], operation: "@")) {
      try tape.apply(.matrixProduct, a, a)
    }
    let b = tape.leaf(try Tensor(shape: [2], values: [1, 2]))
    #expect(throws: TensorError.shapesDoNotFit([2, 3], [2], operation: "add")) {
      try tape.apply(.binary(.add), a, b)
    }
    #expect(throws: TensorError.cannotReshape([2, 3], to: [4])) { try tape.apply(.reshape([4]), a) }
    #expect(throws: TensorError.noAxis(2, shape: [2, 3])) { try tape.apply(.sum(axis: 2), a) }
    #expect(throws: TensorError.notScalar([2, 3])) { try tape.gradients(of: a, withRespectTo: [a]) }
    #expect(throws: TensorError.operandCount(operation: "transpose", expected: 1, found: 2)) {
      try tape.apply(.transpose, a, a)
    }
    #expect(throws: TensorError.elementCount(shape: [2, 2], found: 3)) {
      try Tensor<Float>(shape: [2, 2], values: [1, 2, 3])
    }
  }

  /// One chain of fused multiply-adds in ascending inner index.
  @Test func matrixProductsAreOneChain() throws {
    var spread = Spread(3)
    let a = try Tensor<Float>(shape: [3, 37], values: spread.numbers(111).map { Float($0) })
    let b = try Tensor<Float>(shape: [37, 18], values: spread.numbers(666).map { Float($0) })
    let c = try a.matrixProduct(b)
    for i in 0..<3 {
      for j in 0..<18 {
        var sum: Float = 0
        for p in 0..<37 { sum.addProduct(a.values[i * 37 + p], b.values[p * 18 + j]) }
        #expect(c.values[i * 18 + j] == sum)
      }
    }
  }
}
