import ElementaryFunctions
import Model

/// A function of each element alone, with its derivative by PyTorch's conventions where there is none: 0 at
/// the kink of `relu` and of `abs`.
package enum ElementwiseFunction: String, CaseIterable, Sendable {
  case negate, abs, sqrt, exp, expm1, log, log1p, sin, cos, tanh, sigmoid, erf, softplus, relu, step
  case selu, gelu, geluTanh, silu, mish, softsign, hardSigmoid, hardSwish

  func callAsFunction<S: Scalar>(_ x: [S]) -> [S] {
    switch self {
    case .negate: x.map { -$0 }
    case .abs: x.map(\.magnitude)
    case .sqrt: x.map { $0.squareRoot() }
    case .exp: ElementaryFunction.exp(x)
    case .expm1: ElementaryFunction.expm1(x)
    case .log: ElementaryFunction.log(x)
    case .log1p: ElementaryFunction.log1p(x)
    case .sin: ElementaryFunction.sin(x)
    case .cos: ElementaryFunction.cos(x)
    case .tanh: ElementaryFunction.tanh(x)
    case .sigmoid: ElementaryFunction.sigmoid(x)
    case .erf: ElementaryFunction.erf(x)
    case .softplus: Self.logOnePlusExp(x)
    case .relu: x.map { $0 <= 0 ? 0 : $0 }
    // Heaviside's step, 1 at 0.
    case .step: x.map { $0.isNaN ? $0 : $0 >= 0 ? 1 : 0 }
    case .selu:
      zip(x, ElementaryFunction.expm1(x)).map { S(SELU.scale) * ($0 > 0 ? $0 : S(SELU.alpha) * $1) }
    case .gelu: zip(x, Self.normalDistribution(x)).map { $0 * $1 }
    case .geluTanh: zip(x, Self.approximateErf(x)).map { $0 * (1 + $1) / 2 }
    case .silu: zip(x, ElementaryFunction.sigmoid(x)).map { $0 * $1 }
    case .mish: zip(x, ElementaryFunction.tanh(Self.logOnePlusExp(x))).map { $0 * $1 }
    case .softsign: x.map { $0 / (1 + $0.magnitude) }
    case .hardSigmoid: x.map { Self.clampedRamp($0) }
    case .hardSwish: x.map { $0 * Self.clampedRamp($0) }
    }
  }

  /// log(1 + exp(x)), without overflow: max(x, 0) + log(1 + exp(-|x|)).
  private static func logOnePlusExp<S: Scalar>(_ x: [S]) -> [S] {
    zip(x, ElementaryFunction.log1p(ElementaryFunction.exp(x.map { -$0.magnitude }))).map {
      ($0 < 0 ? 0 : $0) + $1
    }
  }

  /// The distribution function of the standard normal distribution.
  private static func normalDistribution<S: Scalar>(_ x: [S]) -> [S] {
    ElementaryFunction.erf(x.map { $0 * S(0.5).squareRoot() }).map { (1 + $0) / 2 }
  }

  /// tanh(√(2/π) · (x + 0.044715 x³))
  private static func approximateErf<S: Scalar>(_ x: [S]) -> [S] {
    ElementaryFunction.tanh(x.map { S(0.7978845608028654) * ($0 + S(0.044715) * $0 * $0 * $0) })
  }

  /// Φ(x) + x · exp(-x²/2) / √(2π)
  private static func geluDerivative<S: Scalar>(_ x: [S]) -> [S] {
    let (distribution, powers) = (normalDistribution(x), ElementaryFunction.exp(x.map { -($0 * $0) / 2 }))
    let factor = S(0.3989422804014327)
    return x.indices.map { distribution[$0] + x[$0] * powers[$0] * factor }
  }

  private static func geluTanhDerivative<S: Scalar>(_ x: [S]) -> [S] {
    let (root, cubic) = (S(0.7978845608028654), S(0.134145))
    return zip(x, approximateErf(x)).map { x, h in
      let slope = root * (1 + cubic * x * x)
      return (1 + h) / 2 + x * (1 - h * h) * slope / 2
    }
  }

  private static func mishDerivative<S: Scalar>(_ x: [S]) -> [S] {
    let (factors, slopes) = (ElementaryFunction.tanh(logOnePlusExp(x)), ElementaryFunction.sigmoid(x))
    return x.indices.map { factors[$0] + x[$0] * (1 - factors[$0] * factors[$0]) * slopes[$0] }
  }

  private static func clampedRamp<S: Scalar>(_ x: S) -> S {
    x.isNaN ? x : min(max(x + 3, 0), 6) / 6
  }

  /// f′ at x, where f(x) = y.
  func derivative<S: Scalar>(_ x: [S], _ y: [S]) -> [S] {
    switch self {
    case .negate: x.map { _ in -1 }
    case .abs: x.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
    case .sqrt: y.map { 1 / (2 * $0) }
    case .exp: y
    case .expm1: y.map { $0 + 1 }
    case .log: x.map { 1 / $0 }
    case .log1p: x.map { 1 / (1 + $0) }
    case .sin: ElementaryFunction.cos(x)
    case .cos: ElementaryFunction.sin(x).map { -$0 }
    case .tanh: y.map { 1 - $0 * $0 }
    case .sigmoid: y.map { $0 * (1 - $0) }
    // 2/√π · exp(-x²)
    case .erf: ElementaryFunction.exp(x.map { -($0 * $0) }).map { S(1.1283791670955126) * $0 }
    case .softplus: ElementaryFunction.sigmoid(x)
    case .relu: x.map { $0 > 0 ? 1 : 0 }
    case .step: x.map { _ in 0 }
    case .selu: zip(x, y).map { $0 > 0 ? S(SELU.scale) : $1 + S(SELU.scale * SELU.alpha) }
    case .gelu: Self.geluDerivative(x)
    case .geluTanh: Self.geluTanhDerivative(x)
    case .silu: zip(x, ElementaryFunction.sigmoid(x)).map { x, q in q * (1 + x * (1 - q)) }
    case .mish: Self.mishDerivative(x)
    case .softsign: x.map { 1 / ((1 + $0.magnitude) * (1 + $0.magnitude)) }
    case .hardSigmoid: x.map { $0 > -3 && $0 < 3 ? 1 / 6 : 0 }
    case .hardSwish: x.map { $0 <= -3 ? 0 : $0 >= 3 ? 1 : $0 / 3 + 1 / 2 }
    }
  }
}

/// A function of two elements, which broadcasts.
package enum BinaryFunction: String, CaseIterable, Sendable {
  case add, subtract, multiply, divide, power, minimum, maximum
  /// x where x > 0, else slope·x; of x and the slope.
  case leakyReLU
  /// x where x > 0, else alpha·(exp(x) - 1), or alpha·(exp(x / alpha) - 1); of x and alpha.
  case elu, celu

  func callAsFunction<S: Scalar>(_ a: S, _ b: S) -> S {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    // x² exactly as x·x, as NumPy and PyTorch have it.
    case .power: b == 2 ? a * a : pow(a, b)
    case .minimum: a.isNaN || a < b ? a : b
    case .maximum: a.isNaN || a > b ? a : b
    case .leakyReLU: a > 0 ? a : b * a
    case .elu: a > 0 ? a : b * ElementaryFunction.expm1(a)
    case .celu: a > 0 ? a : b * ElementaryFunction.expm1(a / b)
    }
  }

  /// ∂f/∂a and ∂f/∂b, where f(a, b) = y. Where two are equally large, each has half of the
  /// derivative.
  func derivatives<S: Scalar>(_ a: S, _ b: S, _ y: S) -> (a: S, b: S) {
    switch self {
    case .add: (1, 1)
    case .subtract: (1, -1)
    case .multiply: (b, a)
    case .divide: (1 / b, -y / b)
    case .power: (b == 0 ? 0 : b * pow(a, b - 1), a == 0 && b >= 0 ? 0 : y * ElementaryFunction.log(a))
    case .minimum: a == b ? (1 / 2, 1 / 2) : a < b ? (1, 0) : (0, 1)
    case .maximum: a == b ? (1 / 2, 1 / 2) : a > b ? (1, 0) : (0, 1)
    case .leakyReLU: a > 0 ? (1, 0) : (b, a)
    case .elu: a > 0 ? (1, 0) : (y + b, ElementaryFunction.expm1(a))
    case .celu:
      a > 0 ? (1, 0) : (y / b + 1, ElementaryFunction.expm1(a / b) - a / b * ElementaryFunction.exp(a / b))
    }
  }
}
