import ElementaryFunctions
import Testing

@testable import NeuralNetwork

/// Every function within 2 ulp of exact values (`elementary.json`, made with mpmath), its special values, and
/// the same bits from every instruction set.
@Suite struct ElementaryFunctionTests {
  @Test(arguments: ElementaryFunction.allCases) func doubleAccuracy(_ function: ElementaryFunction) throws {
    let rows = try JSONValue.golden("elementary")["functions", function.rawValue, "float64"].elements
    #expect(rows.count > 40)
    for row in rows {
      let numbers = try row.text.split(separator: " ").map { try Double(hexadecimal: $0) }
      let error = ExactValue(high: numbers[1], low: numbers[2]).ulps(from: function(numbers[0]))
      #expect(error <= 2, "\(function)(\(numbers[0]))")
    }
  }

  @Test(arguments: ElementaryFunction.allCases) func floatAccuracy(_ function: ElementaryFunction) throws {
    let rows = try JSONValue.golden("elementary")["functions", function.rawValue, "float32"].elements
    #expect(rows.count > 40)
    for row in rows {
      let numbers = try row.text.split(separator: " ").map { try Double(hexadecimal: $0) }
      let error = ExactValue(high: numbers[1], low: 0).ulps(from: function(Float(numbers[0])))
      #expect(error <= 2, "\(function)(\(numbers[0]))")
    }
  }

  /// f(0), f(-0), f(∞), f(-∞), as IEEE 754 has them; NaN stays NaN.
  static let table: [(ElementaryFunction, [Double])] = [
    (.exp, [1, 1, .infinity, 0]),
    (.expm1, [0, -0.0, .infinity, -1]),
    (.log, [-.infinity, -.infinity, .infinity, .nan]),
    (.log1p, [0, -0.0, .infinity, .nan]),
    (.sin, [0, -0.0, .nan, .nan]),
    (.cos, [1, 1, .nan, .nan]),
    (.tanh, [0, -0.0, 1, -1]),
    (.sigmoid, [0.5, 0.5, 1, 0]),
    (.erf, [0, -0.0, 1, -1]),
  ]

  @Test(arguments: table) func specialValues(_ function: ElementaryFunction, _ expected: [Double]) {
    let arguments: [Double] = [0, -0.0, .infinity, -.infinity]
    expectSameBits(function(arguments), expected)
    expectSameBits(function(arguments.map { Float($0) }), expected.map { Float($0) })
    #expect(function(Double.nan).isNaN && function(Float.nan).isNaN)
  }

  @Test func logarithmsOfTheirEnds() {
    #expect(ElementaryFunction.log(-1.0).isNaN && ElementaryFunction.log1p(-1.5).isNaN)
    #expect(
      ElementaryFunction.log1p(-1.0) == -.infinity && ElementaryFunction.log1p(-1 as Float) == -.infinity)
    #expect(ElementaryFunction.log(1.0) == 0 && ElementaryFunction.log(1 as Float) == 0)
  }

  /// Odd and even functions are so to the bit; the range of each is kept.
  @Test func symmetryAndRange() {
    var random = LinearCongruentialGenerator(seed: 40)
    let x: [Double] = (0..<2000).map { _ in 30 * random.scalar() }
    let negated = x.map { -$0 }
    for function in [ElementaryFunction.sin, .tanh, .erf] {
      expectSameBits(function(negated), function(x).map { -$0 })
    }
    expectSameBits(ElementaryFunction.cos(negated), ElementaryFunction.cos(x))
    for function in [ElementaryFunction.sin, .cos, .tanh, .erf, .sigmoid] {
      #expect(function(x).allSatisfy { $0.magnitude <= 1 })
    }
  }

  @Test(arguments: ElementaryFunction.allCases) func sameBitsFloat(_ function: ElementaryFunction) throws {
    try checkSameBits(function) { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) }
  }

  @Test(arguments: ElementaryFunction.allCases) func sameBitsDouble(_ function: ElementaryFunction) throws {
    try checkSameBits(function) { Double(bitPattern: $0) }
  }

  /// Half of the arguments are of any bits, half of moderate size.
  private func checkSameBits<S: Scalar>(_ function: ElementaryFunction, _ make: (UInt64) -> S) throws {
    var random = LinearCongruentialGenerator(seed: 41)
    let x = (0..<4001).map { index -> S in
      index % 2 == 0 ? make(random.next() << 33 ^ random.next() << 11 ^ random.next()) : 20 * random.scalar()
    }
    let expected = function(x)
    for (index, value) in x.enumerated() where index % 97 == 0 {
      expectSameBits([function(value)], [expected[index]], "\(function)(\(value)) alone")
    }
    for instructionSet in availableInstructionSets {
      var y = x
      let kernels = try S.tested(instructionSet)
      y.withUnsafeMutableBufferPointer { y in
        guard let start = y.baseAddress else { return }
        kernels.apply(function, count: x.count, start, into: start)
      }
      expectSameBits(y, expected, "\(function), \(instructionSet)")
    }
  }
}
