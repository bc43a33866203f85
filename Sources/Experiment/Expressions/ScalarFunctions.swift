import ElementaryFunctions

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
    case .max: return operands.reduce(first) { $0 < $1 ? $1 : $0 }
    case .min: return operands.reduce(first) { $1 < $0 ? $1 : $0 }
    case .select: return first.real != 0 ? operands[1] : operands[2]
    default: break
    }
    let x = first.real
    let value = try real(function, x, slope: operands.count > 1 ? operands[1].real : 0.01, range)
    guard value.isFinite else { throw ExpressionFault(.overflow, range) }
    return .real(value)
  }

  /// A function of a real, in double precision.
  private static func real(
    _ function: TensorFunction, _ x: Double, slope: Double, _ range: ExpressionRange
  ) throws(ExpressionFault) -> Double {
    func inside(_ isInside: Bool) throws(ExpressionFault) {
      if !isInside {
        throw ExpressionFault(.outsideDomain(operation: function.rawValue, value: "\(x)"), range)
      }
    }
    switch function {
    case .cos: return ElementaryFunction.cos(x)
    case .erf: return ElementaryFunction.erf(x)
    case .exp: return ElementaryFunction.exp(x)
    case .expm1: return ElementaryFunction.expm1(x)
    case .leakyReLU: return x > 0 ? x : slope * x
    case .log:
      try inside(x > 0)
      return ElementaryFunction.log(x)
    case .log1p:
      try inside(x > -1)
      return ElementaryFunction.log1p(x)
    case .sigmoid: return ElementaryFunction.sigmoid(x)
    case .sin: return ElementaryFunction.sin(x)
    // log(1 + exp(x)), without overflow.
    case .softplus: return max(x, 0) + ElementaryFunction.log1p(ElementaryFunction.exp(-x.magnitude))
    case .sqrt:
      try inside(x >= 0)
      return x.squareRoot()
    case .tanh: return ElementaryFunction.tanh(x)
    // Of whole tensors, which are refused before, or exact above.
    case .abs, .dot, .linspace, .max, .mean, .min, .ones, .rand, .randn, .relu, .reshape, .select, .step,
      .sum,
      .transpose, .zeros:
      throw ExpressionFault(.notScalar("'\(function.rawValue)'"), range)
    }
  }
}
