import ElementaryFunctions

/// A function of each element alone, with its derivative by PyTorch's conventions where there is none: 0 at
/// the kink of `relu` and of `abs`.
package enum ElementwiseFunction: String, CaseIterable, Sendable {
  case negate, abs, sqrt, exp, expm1, log, log1p, sin, cos, tanh, sigmoid, erf, softplus, relu, step

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
    // log(1 + exp(x)), without overflow: max(x, 0) + log(1 + exp(-|x|)).
    case .softplus:
      zip(x, ElementaryFunction.log1p(ElementaryFunction.exp(x.map { -$0.magnitude }))).map {
        ($0 < 0 ? 0 : $0) + $1
      }
    case .relu: x.map { $0 <= 0 ? 0 : $0 }
    // Heaviside's step, 1 at 0.
    case .step: x.map { $0.isNaN ? $0 : $0 >= 0 ? 1 : 0 }
    }
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
    }
  }
}

/// A function of two elements, which broadcasts.
package enum BinaryFunction: String, CaseIterable, Sendable {
  case add, subtract, multiply, divide, power, minimum, maximum
  /// x where x > 0, else slope·x; of x and the slope.
  case leakyReLU

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
    }
  }
}
