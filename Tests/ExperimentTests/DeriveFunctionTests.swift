import Testing

@testable import Experiment

/// The functions of expressions as `derive` computes them.
@Suite struct DeriveFunctionTests {
  private func value(_ text: String, _ values: [String: SweepNumber] = [:]) throws -> SweepNumber {
    try Expression(parsing: text).evaluate(values)
  }

  @Test(arguments: [
    ("abs(-3)", 3), ("max(2, 5, 4)", 5), ("min(2, 5, 4)", 2), ("relu(-3)", 0), ("relu(3)", 3), ("step(0)", 1),
    ("where(1, 7, 8)", 7), ("where(0, 7, 8)", 8), ("2 ^ 62", 1 << 62),
  ])
  func integersStayExact(_ text: String, _ expected: Int) throws {
    #expect(try value(text) == .integer(expected))
  }

  /// Python 3.13's math module (math.sqrt(2), math.log(10), ...), within one unit in the last place.
  @Test(arguments: [
    ("sqrt(2)", 1.4142135623730951), ("log(10)", 2.302585092994046), ("exp(1)", 2.718281828459045),
    ("expm1(1e-9)", 1.0000000005000001e-09), ("log1p(1e-9)", 9.999999995e-10), ("sin(1)", 0.8414709848078965),
    ("cos(1)", 0.5403023058681398), ("tanh(0.5)", 0.46211715726000973), ("erf(0.5)", 0.5204998778130465),
    ("sigmoid(2)", 0.8807970779778823), ("softplus(2)", 2.1269280110429727), ("softplus(-800)", 0),
    ("leaky_relu(-2)", -0.02), ("leaky_relu(-2, 0.5)", -1), ("2 ^ 0.5", 1.4142135623730951),
    ("0.1 ^ 3", 0.0010000000000000002), ("2 ^ -2", 0.25), ("sqrt(16)", 4),
  ])
  func othersAreReals(_ text: String, _ expected: Double) throws {
    let number = try value(text).real
    #expect((number - expected).magnitude <= expected.ulp, "\(number)")
  }

  @Test(arguments: [
    ("log(0)", ExpressionFault.Kind.outsideDomain(operation: "log", value: "0.0")),
    ("sqrt(-1)", .outsideDomain(operation: "sqrt", value: "-1.0")),
    ("log1p(-1)", .outsideDomain(operation: "log1p", value: "-1.0")), ("exp(1000)", .overflow),
    ("(-2) ^ 0.5", .outsideDomain(operation: "^", value: "-2.0")), ("0 ^ -1", .divisionByZero),
    ("0.0 ^ -0.5", .divisionByZero), ("sum(3)", .notScalar("'sum'")), ("rand(3)", .notScalar("'rand'")),
    ("abs(1, 2)", .wrongArgumentCount(function: "abs", expected: "1", found: 2)),
    ("abs(-9223372036854775807 - 1)", .overflow),
  ])
  func whatHasNoValueIsAFault(_ text: String, _ kind: ExpressionFault.Kind) {
    #expect { try value(text) } throws: { ($0 as? ExpressionFault)?.kind == kind }
  }

  @Test func aPathIsAName() throws {
    let values: [String: SweepNumber] = [
      "training.epochs": .integer(6), "model.layers.0.dense.units": .integer(4),
    ]
    #expect(try value("training.epochs // 4 + model.layers.0.dense.units", values) == .integer(5))
    #expect { try value("training. + 1", values) } throws: {
      ($0 as? ExpressionFault)?.kind == .unexpected(".", expected: "an operator or the end")
    }
  }
}
