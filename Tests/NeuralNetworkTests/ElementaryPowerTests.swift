import ElementaryFunctions
import Testing

@testable import NeuralNetwork

@Suite struct ElementaryPowerTests {
  @Test func accuracy() throws {
    let rows = try JSONValue.golden("elementary")["pow"].elements
    #expect(rows.count > 100)
    for row in rows {
      let numbers = try row.text.split(separator: " ").map { try Double(hexadecimal: $0) }
      let error = ExactValue(high: numbers[2], low: numbers[3]).ulps(from: pow(numbers[0], numbers[1]))
      #expect(error <= 1, "pow(\(numbers[0]), \(numbers[1]))")
    }
  }

  /// Powers that are doubles come out as they are.
  @Test func exactPowers() {
    for base in 1...1000 {
      var expected = 1.0
      var exponent = 0.0
      while expected < 0x1p53 / Double(base), exponent < 60 {
        expected *= Double(base)
        exponent += 1
        #expect(pow(Double(base), exponent) == expected)
        #expect(
          pow(Double(-base), exponent) == (exponent.truncatingRemainder(dividingBy: 2) == 0 ? 1 : -1)
            * expected)
        if exponent == 2 { #expect(pow(expected, 0.5) == Double(base)) }
      }
    }
    for exponent in -1074...1023 {
      #expect(pow(2.0, Double(exponent)) == Double(sign: .plus, exponent: exponent, significand: 1))
    }
    #expect(pow(1.5, 3.0) == 3.375 && pow(0.5, -2.0) == 4 && pow(0.25, 1.5) == 0.125)
    #expect(pow(3 as Float, 4 as Float) == 81)
  }

  /// IEEE 754-2019, 9.2.1: x, y, x to the power of y.
  static let table: [(Double, Double, Double)] = [
    (.nan, 0, 1), (.nan, -0.0, 1), (0, 0, 1), (.infinity, 0, 1), (1, .nan, 1), (1, .infinity, 1),
    (.nan, 1, .nan), (2, .nan, .nan), (-2, 0.5, .nan), (-.infinity, 0.5, .infinity),
    (0, -1, .infinity), (-0.0, -1, -.infinity), (-0.0, -3, -.infinity), (0, -2, .infinity),
    (-0.0, -2, .infinity),
    (0, -0.5, .infinity), (-0.0, -0.5, .infinity), (0, -.infinity, .infinity), (-0.0, -.infinity, .infinity),
    (0, 3, 0), (-0.0, 3, -0.0), (0, 2, 0), (-0.0, 2, 0), (-0.0, 0.5, 0),
    (-1, .infinity, 1), (-1, -.infinity, 1), (0.5, .infinity, 0), (0.5, -.infinity, .infinity),
    (2, .infinity, .infinity), (2, -.infinity, 0), (-2, .infinity, .infinity), (-0.5, .infinity, 0),
    (.infinity, 2, .infinity), (.infinity, -2, 0), (-.infinity, 3, -.infinity), (-.infinity, 2, .infinity),
    (-.infinity, -3, -0.0), (-.infinity, -2, 0), (-2, 3, -8), (-2, -3, -0.125), (-2, 1e300, .infinity),
    (2, 1e300, .infinity), (2, -1e300, 0), (10, 309, .infinity), (-10, 309, -.infinity), (10, -324, 0),
    (1.0000000000000002, 1e300, .infinity), (0x1p-1074, 1, 0x1p-1074),
    (1.7976931348623157e308, 1, 1.7976931348623157e308),
  ]

  @Test(arguments: table) func specialValues(_ x: Double, _ y: Double, _ expected: Double) {
    expectSameBits([pow(x, y)], [expected], "pow(\(x), \(y))")
  }
}
