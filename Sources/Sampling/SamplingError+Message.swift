extension SamplingError {
  /// One line without a full stop.
  package var message: String {
    switch self {
    case .notDecimal(let argument, let text): "\(argument.rawValue) has to be a decimal number, not '\(text)'"
    case .tooManyDigits(let argument, let text, let limit):
      "\(argument.rawValue) has more than \(limit) significant digits: '\(text)'"
    case .outOfRange(let argument, let text):
      "\(argument.rawValue) is beyond the range of double precision: '\(text)'"
    case .notPositive(let argument, let text): "\(argument.rawValue) has to be above 0, not \(text)"

    case .stepZero: "a step of 0 never reaches the end"
    case .factorOne: "a factor of 1 never reaches the end"
    case .stepAway(let from, let to, let step): "steps of \(step) from \(from) lead away from \(to)"
    case .factorAway(let from, let to, let factor): "a factor of \(factor) from \(from) leads away from \(to)"
    case .equalEnds(let text, let count): "\(count) values between equal ends would all be \(text)"
    case .countBelowOne(let count): "count has to be 1 or more, not \(count)"
    case .tooManyValues(let limit): "more than \(limit) values"

    case .dimensionsBelowOne(let dimensions): "a point needs 1 dimension or more, not \(dimensions)"
    case .tooManyDimensions(let dimensions, let limit):
      "\(dimensions) dimensions are more than the \(limit) that this sampler has"
    case .tooManyPoints(let count, let limit):
      "\(count) points are more than the \(limit) that this sampler has"

    case .emptyInterval(let lower, let upper): "the lower end \(lower) is not below the upper end \(upper)"
    }
  }
}

extension SamplingError: CustomStringConvertible {
  package var description: String { message }
}
