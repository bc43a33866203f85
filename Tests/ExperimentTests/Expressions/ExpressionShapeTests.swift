import Testing

@testable import Experiment

/// The shape of every expression's value, or why it has none. The rules are NumPy's.
@Suite struct ExpressionShapeTests {
  /// Names whose shapes are in their letters: `s` is a scalar, `v3` a vector, `m23` a matrix.
  private let scope: [String: [Int]] = [
    "s": [], "v1": [1], "v2": [2], "v3": [3], "m23": [2, 3], "m32": [3, 2], "m21": [2, 1], "m13": [1, 3],
    "t423": [4, 2, 3], "t411": [4, 1, 1],
  ]

  private func shape(_ text: String) throws -> [Int] {
    try Expression(parsing: text).shape(in: scope)
  }

  @Test(arguments: [
    ("2", []), ("2.5 + s", []), ("s * v3", [3]), ("v3 + v3", [3]), ("v1 - v3", [3]), ("m23 * v3", [2, 3]),
    ("v3 / m23", [2, 3]), ("m21 + m13", [2, 3]), ("m21 + v3", [2, 3]), ("t423 + m23", [4, 2, 3]),
    ("t411 * v3", [4, 1, 3]), ("t411 + m23", [4, 2, 3]), ("-m23", [2, 3]), ("m23 ^ 2", [2, 3]),
    ("2 ^ m21", [2, 1]), ("max(m21, m13)", [2, 3]), ("where(v3, 1, m21)", [2, 3]), ("min(s, v2)", [2]),
    ("leaky_relu(v3, 0.1)", [3]), ("max(v3, s, m23)", [2, 3]),
  ])
  func shapesAreBroadcast(_ text: String, _ expected: [Int]) throws {
    #expect(try shape(text) == expected)
  }

  @Test(arguments: [
    ("m23 @ m32", [2, 2]), ("m32 @ m23", [3, 3]), ("m23 @ v3", [2]), ("v2 @ m23", [3]), ("v3 @ v3", []),
    ("m13 @ m32", [1, 2]), ("m23 @ m32 @ v2", [2]), ("transpose(m23) @ m23", [3, 3]), ("dot(v3, v3)", []),
  ])
  func productsDropWhatTheySumOver(_ text: String, _ expected: [Int]) throws {
    #expect(try shape(text) == expected)
  }

  @Test(arguments: [
    ("[1, 2, 3]", [3]), ("[v3, v3]", [2, 3]), ("[[1], [2]]", [2, 1]), ("[m23]", [1, 2, 3]),
    ("zeros(2, 3)", [2, 3]), ("ones([2, 3])", [2, 3]), ("rand(4)", [4]), ("randn([1])", [1]),
    ("linspace(0, s, 5)", [5]), ("reshape(m23, 3, 2)", [3, 2]), ("reshape(m23, [6])", [6]),
    ("reshape(s, 1, 1)", [1, 1]), ("sum(t423)", []), ("sum(t423, 0)", [2, 3]), ("mean(t423, 1)", [4, 3]),
    ("mean(v3, 0)", []), ("transpose(t423)", [3, 2, 4]), ("transpose(s)", []), ("max(t423)", []),
    ("min([1, 2])", []), ("exp(m23)", [2, 3]),
  ])
  func functionsHaveShapesOfTheirOwn(_ text: String, _ expected: [Int]) throws {
    #expect(try shape(text) == expected)
  }

  @Test(arguments: [
    ("v2 + v3", "shapes (2) and (3) do not fit '+' @ 3+1"),
    ("m32 * m23", "shapes 3×2 and 2×3 do not fit '*' @ 4+1"),
    ("max(v3, v2)", "shapes (3) and (2) do not fit 'max' @ 0+3"),
    ("m23 @ m23", "shapes 2×3 and 2×3 do not fit '@' @ 4+1"),
    ("m23 @ s", "shapes 2×3 and () do not fit '@' @ 4+1"),
    ("t423 @ v3", "shapes 4×2×3 and (3) do not fit '@' @ 5+1"),
    ("[v3, v2]", "shapes (3) and (2) do not fit '[...]' @ 5+2"),
    ("[1, [2]]", "shapes () and (1) do not fit '[...]' @ 4+3"),
    ("[]", "a list must have at least 1 entry @ 0+2"),
    ("1 + x", "unknown name 'x' @ 4+1"), ("1 + f(s)", "unknown function 'f' @ 4+1"),
    ("5 // 2", "'//' has no place in expressions of tensors @ 2+2"),
    ("5 % 2", "'%' has no place in expressions of tensors @ 2+1"),
    ("dot(m23, m23)", "'dot' takes two vectors of one length, not 2×3 and 2×3 @ 0+3"),
    ("dot(v3, v2)", "'dot' takes two vectors of one length, not (3) and (2) @ 0+3"),
    ("linspace(v3, 1, 5)", "the bounds of 'linspace' must be single numbers, not of shape (3) @ 9+2"),
    ("linspace(0, 1, 0)", "expected a whole number, at least 1, written out @ 15+1"),
    ("zeros(s)", "expected a whole number, at least 1, written out @ 6+1"),
    ("zeros(2.0)", "expected a whole number, at least 1, written out @ 6+3"),
    ("zeros(-1)", "expected a whole number, at least 1, written out @ 6+1"),
    ("zeros([1,1,1,1,1,1,1,1,1])", "a shape has at most 8 dimensions @ 6+19"),
    ("reshape(m23, 4)", "the shape 2×3 cannot become (4): they differ in their number of elements @ 0+7"),
    ("sum(m23, 2)", "there is no axis 2 in the shape 2×3 @ 9+1"),
    ("sum(s, 0)", "there is no axis 0 in the shape () @ 7+1"),
    ("sum(m23, -1)", "expected a whole number, at least 0, written out @ 9+1"),
    ("zeros(1000001)", "a tensor of shape (1000001) has more than 1000000 elements @ 6+7"),
    ("zeros(1000, 1001)", "a tensor of shape 1000×1001 has more than 1000000 elements @ 0+5"),
    ("zeros(1000, 1) + zeros(1001)", "a tensor of shape 1000×1001 has more than 1000000 elements @ 15+1"),
    // So many elements that an integer does not hold their number.
    (
      "zeros(1000000, 1000000, 1000000, 1000000)",
      "a tensor of shape 1000000×1000000×1000000×1000000 has more than 1000000 elements @ 0+5"
    ),
  ])
  func whatDoesNotFitIsAMistakeAtItsPlace(_ text: String, _ message: String) {
    #expect(faultText { _ = try shape(text) } == message)
  }

  @Test(arguments: TensorFunction.allCases)
  func everyFunctionCountsItsArguments(_ function: TensorFunction) {
    let legal = function.arguments
    let expected = legal.count == 1 ? "\(legal.lowerBound)" : "\(legal.lowerBound) to \(legal.upperBound)"
    for count in [legal.lowerBound - 1, legal.upperBound + 1] {
      let text = "\(function.rawValue)(\([String](repeating: "1", count: count).joined(separator: ", ")))"
      let noun = legal == 1...1 ? "argument" : "arguments"
      #expect(
        faultText { _ = try shape(text) }
          == "'\(function.rawValue)' takes \(expected) \(noun), not \(count) @ 0+\(function.rawValue.count)")
    }
  }

  @Test func unknownNamesComeWithTheNearestLegalOne() throws {
    let fault = #expect(throws: ExpressionFault.self) { try shape("sigmiod(v3)") }
    #expect(fault?.notes.first == "did you mean 'sigmoid'?")
    #expect(fault?.notes.last?.contains("softplus, softsign, sqrt, step") == true)
    let name = #expect(throws: ExpressionFault.self) { try shape("m24") }
    #expect(name?.notes.last == "names: m13, m21, m23, m32, s, t411, t423, v1, v2, v3")
  }

  @Test(arguments: [
    ("exp(-x) + 2 * x ^ 2", nil), ("max(x, 0)", nil), ("where(x, 1, leaky_relu(x, 0.1))", nil),
    ("max(x)", "'max' of one argument has no place in a function of one variable @ 0+3"),
    ("1 + sum(x)", "'sum' has no place in a function of one variable @ 4+3"),
    ("x @ x", "'@' has no place in a function of one variable @ 2+1"),
    ("-exp([x])", "a list has no place in a function of one variable @ 5+3"),
    ("sin(x, x)", "'sin' takes 1 argument, not 2 @ 0+3"),
  ])
  func functionsOfOneVariableAreElementwise(_ text: String, _ message: String?) {
    #expect(faultText { try Expression(parsing: text).checkElementwise() } == message)
  }
}
