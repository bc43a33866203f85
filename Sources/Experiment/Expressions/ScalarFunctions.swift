import ElementaryFunctions
import Model

extension Expression {
  /// The functions of single numbers, as `derive` computes them: integers stay exact where the function is
  /// one of them (`abs`, `max`, `min`, `relu`, `step`, `where`), and else the value is a real.
  static func call(_ function: TensorFunction, _ operands: [SweepNumber], _ range: ExpressionRange)
    throws(ExpressionFault) -> SweepNumber
  {
    let first = operands[0]
    switch function {
    case .abs: return first.real < 0 ? try arithmetic(.subtract, .integer(0), first, range) : first
    case .relu: return first.real <= 0 ? .integer(0) : first
    case .step: return .integer(first.real >= 0 ? 1 : 0)
    case .hardtanh:
      let low = operands.count > 1 ? operands[1] : .integer(-1)
      let high = operands.count > 2 ? operands[2] : .integer(1)
      return first < low ? low : high < first ? high : first
    case .max: return operands.reduce(first) { $0 < $1 ? $1 : $0 }
    case .min: return operands.reduce(first) { $1 < $0 ? $1 : $0 }
    case .select: return first.real != 0 ? operands[1] : operands[2]
    default: break
    }
    let x = first.real
    let value = try real(function, x, parameter: operands.count > 1 ? operands[1].real : nil, range)
    guard value.isFinite else { throw ExpressionFault(.overflow, range) }
    return .real(value)
  }

  /// A function of a real, in double precision.
  private static func real(
    _ function: TensorFunction, _ x: Double, parameter: Double?, _ range: ExpressionRange
  ) throws(ExpressionFault) -> Double {
    func inside(_ isInside: Bool) throws(ExpressionFault) {
      if !isInside {
        throw ExpressionFault(.outsideDomain(operation: function.rawValue, value: "\(x)"), range)
      }
    }
    func exponential(_ alpha: Double, _ scale: Double = 1) -> Double {
      x > 0 ? scale * x : scale * alpha * ElementaryFunction.expm1(x)
    }
    let relu6 = min(max(x + 3, 0), 6)
    switch function {
    case .celu:
      let alpha = parameter ?? 1
      return x > 0 ? x : alpha * ElementaryFunction.expm1(x / alpha)
    case .cos: return ElementaryFunction.cos(x)
    case .elu: return exponential(parameter ?? 1)
    case .erf: return ElementaryFunction.erf(x)
    case .exp: return ElementaryFunction.exp(x)
    case .expm1: return ElementaryFunction.expm1(x)
    case .gelu: return x * (0.5 * (1 + ElementaryFunction.erf(x * 0.5.squareRoot())))
    case .geluTanh:
      return 0.5 * x * (1 + ElementaryFunction.tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)))
    case .hardSigmoid: return relu6 / 6
    case .hardSwish: return x * relu6 / 6
    case .leakyReLU: return x > 0 ? x : (parameter ?? 0.01) * x
    case .log:
      try inside(x > 0)
      return ElementaryFunction.log(x)
    case .log1p:
      try inside(x > -1)
      return ElementaryFunction.log1p(x)
    case .mish: return x * ElementaryFunction.tanh(softplus(x))
    case .selu: return exponential(SELU.alpha, SELU.scale)
    case .sigmoid: return ElementaryFunction.sigmoid(x)
    case .silu: return x * ElementaryFunction.sigmoid(x)
    case .sin: return ElementaryFunction.sin(x)
    case .softplus: return softplus(x)
    case .softsign: return x / (1 + x.magnitude)
    case .sqrt:
      try inside(x >= 0)
      return x.squareRoot()
    case .tanh: return ElementaryFunction.tanh(x)
    // Of whole tensors, which are refused before, or exact above.
    case .abs, .dot, .hardtanh, .linspace, .max, .mean, .min, .ones, .rand, .randn, .relu, .reshape, .select,
      .step, .sum, .transpose, .zeros:
      throw ExpressionFault(.notScalar("'\(function.rawValue)'"), range)
    }
  }

  /// log(1 + exp(x)), without overflow.
  private static func softplus(_ x: Double) -> Double {
    max(x, 0) + ElementaryFunction.log1p(ElementaryFunction.exp(-x.magnitude))
  }
}
