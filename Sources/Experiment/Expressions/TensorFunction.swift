/// A function that an expression may call.
///
/// To add one: a case here with its arguments and its shape in `Expression+Shape.swift`, and its operation in
/// the executor's `ExpressionEvaluator`, whose switches do not compile without it.
package enum TensorFunction: String, CaseIterable, Sendable {
  case abs, celu, cos, dot, elu, erf, exp, expm1, gelu
  case geluTanh = "gelu_tanh"
  case hardSigmoid = "hard_sigmoid"
  case hardSwish = "hard_swish"
  case hardtanh
  case leakyReLU = "leaky_relu"
  case linspace, log, log1p, max, mean, min, mish, ones, rand, randn, relu, reshape, selu, sigmoid, silu, sin,
    softplus, softsign, sqrt, step, sum
  case tanh, transpose
  case select = "where"
  case zeros

  /// How many arguments it takes.
  var arguments: ClosedRange<Int> {
    switch self {
    case .abs, .cos, .erf, .exp, .expm1, .gelu, .geluTanh, .hardSigmoid, .hardSwish, .log, .log1p, .mish,
      .relu, .selu, .sigmoid, .silu, .sin, .softplus, .softsign, .sqrt, .step, .tanh, .transpose:
      1...1
    case .dot: 2...2
    case .celu, .elu, .leakyReLU, .mean, .sum: 1...2
    case .hardtanh: 1...3
    case .linspace, .select: 3...3
    case .max, .min, .ones, .rand, .randn, .zeros: 1...8
    case .reshape: 2...9
    }
  }

  /// Whether each element of the result comes from the elements at the same place alone.
  var isElementwise: Bool {
    switch self {
    case .abs, .celu, .cos, .elu, .erf, .exp, .expm1, .gelu, .geluTanh, .hardSigmoid, .hardSwish, .hardtanh,
      .leakyReLU, .log, .log1p, .max, .min, .mish, .relu, .select, .selu, .sigmoid, .silu, .sin, .softplus,
      .softsign, .sqrt, .step, .tanh:
      true
    case .dot, .linspace, .mean, .ones, .rand, .randn, .reshape, .sum, .transpose, .zeros: false
    }
  }

  package static func named(_ name: String, _ range: ExpressionRange, argumentCount: Int)
    throws(ExpressionFault)
    -> TensorFunction
  {
    guard let function = TensorFunction(rawValue: name) else {
      throw ExpressionFault(.unknownFunction(name, legal: allCases.map(\.rawValue)), range)
    }
    let legal = function.arguments
    guard legal.contains(argumentCount) else {
      let expected = legal.count == 1 ? "\(legal.lowerBound)" : "\(legal.lowerBound) to \(legal.upperBound)"
      throw ExpressionFault(
        .wrongArgumentCount(function: name, expected: expected, found: argumentCount), range)
    }
    return function
  }
}
