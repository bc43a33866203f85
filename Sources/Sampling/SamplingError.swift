/// Why there is no sequence, sampler or distribution. The prose is in `SamplingError+Message.swift`.
package enum SamplingError: Error, Hashable, Sendable {
  /// What a text or number was given for.
  package enum Argument: String, Sendable {
    case from, to, step, factor, lower, upper, mean
    case standardDeviation = "standard deviation"
  }

  case notDecimal(Argument, text: String)
  /// More significant digits than `limit`.
  case tooManyDigits(Argument, text: String, limit: Int)
  /// Beyond the normal numbers of a Double, or a Double that is infinite or no number.
  case outOfRange(Argument, text: String)
  case notPositive(Argument, text: String)

  case stepZero
  case factorOne
  /// The step leads away from `to`.
  case stepAway(from: String, to: String, step: String)
  /// The factor leads away from `to`.
  case factorAway(from: String, to: String, factor: String)
  /// Several values between ends that are equal.
  case equalEnds(text: String, count: Int)
  case countBelowOne(Int)
  case tooManyValues(limit: Int)

  case dimensionsBelowOne(Int)
  case tooManyDimensions(Int, limit: Int)
  case tooManyPoints(Int, limit: Int)

  /// An interval whose lower end is not below the upper.
  case emptyInterval(lower: String, upper: String)
}
