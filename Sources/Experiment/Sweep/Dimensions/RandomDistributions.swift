import Declarations
import Sampling

/// What a number of `random` is drawn from: `log_uniform: [1e-4, 1e-1]`.
enum RandomDistribution: Hashable, Sendable {
  case uniform([Double])
  case logUniform([Double])
  case integers([Int])
  case logIntegers([Int])
  case normal([Double])

  static let forms: [Alternative<RandomDistribution>] = [
    Alternative(
      "uniform", "[a, b]: any number between them alike, a + u (b - a).", .ends,
      wrap: { .uniform($0) }, unwrap: { if case .uniform(let ends) = $0 { ends } else { nil } }),
    Alternative(
      "log_uniform", "[a, b], above 0: any ratio alike, a (b / a)^u.", .ends,
      wrap: { .logUniform($0) }, unwrap: { if case .logUniform(let ends) = $0 { ends } else { nil } }),
    Alternative(
      "integers", "[a, b]: any whole number from a to b alike.", .wholeEnds,
      wrap: { .integers($0) }, unwrap: { if case .integers(let ends) = $0 { ends } else { nil } }),
    Alternative(
      "log_integers", "[a, b], from 1: the whole number nearest to one of log_uniform.", .wholeEnds,
      wrap: { .logIntegers($0) }, unwrap: { if case .logIntegers(let ends) = $0 { ends } else { nil } }),
    Alternative(
      "normal", "[mean, standard deviation].", .ends,
      wrap: { .normal($0) }, unwrap: { if case .normal(let parts) = $0 { parts } else { nil } }),
  ]

  static let type = ValueType<RandomDistribution>.alternatives("distribution", forms)

  /// How a coordinate becomes a number.
  func mapping() throws(SamplingError) -> CoordinateDistribution {
    switch self {
    case .uniform(let ends): try .uniform(lower: ends[0], upper: ends[1])
    case .logUniform(let ends): try .logUniform(lower: ends[0], upper: ends[1])
    case .integers(let ends): try .integers(lower: ends[0], upper: ends[1])
    case .logIntegers(let ends): try .logIntegers(lower: ends[0], upper: ends[1])
    case .normal(let parts): try .normal(mean: parts[0], standardDeviation: parts[1])
    }
  }
}

extension ValueType where Value == [Double] {
  fileprivate static var ends: ValueType { .list(of: .real(), count: .within(2...2)) }
}

extension ValueType where Value == [Int] {
  fileprivate static var wholeEnds: ValueType { .list(of: .integer(), count: .within(2...2)) }
}
