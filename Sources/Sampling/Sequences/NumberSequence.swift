/// The values of a grid's `range`, `lin`, `log` or `geom`, each computed when it is asked for.
///
/// The arguments are the texts of the file, read as exact decimals; so every value is exact where it is
/// rational and otherwise correctly rounded, and none has the rounding errors of the values before it.
package struct NumberSequence: RandomAccessCollection, Sendable {
  private enum Rule: Sendable {
    case arithmetic(ArithmeticRule)
    case geometric(GeometricRule)
  }

  private let rule: Rule
  package let count: Int

  package var startIndex: Int { 0 }
  package var endIndex: Int { count }

  package subscript(index: Int) -> WrittenNumber {
    switch rule {
    case .arithmetic(let rule): rule.number(index)
    case .geometric(let rule): WrittenNumber(rule.value(index))
    }
  }

  /// from, from + step, from + 2 step, … up to the last value that does not pass `to`.
  package static func range(
    from: String, to: String, step: String, limit: Int
  ) throws(SamplingError) -> Self {
    let (first, last) = (try number(.from, from), try number(.to, to))
    let increment = try number(.step, step)
    if increment.isZero { throw .stepZero }
    let rule = ArithmeticRule(from: first, step: increment, to: last)
    guard let steps = rule.stepsToEnd else { throw .stepAway(from: from, to: to, step: step) }
    guard let count = steps.word.flatMap({ Int(exactly: $0) }), count < limit else {
      throw .tooManyValues(limit: limit)
    }
    return Self(rule: .arithmetic(rule), count: count + 1)
  }

  /// `count` values in equal distances, from + i (to - from) / (count - 1); one value is `from`.
  package static func lin(
    from: String, to: String, count: Int, limit: Int
  ) throws(SamplingError) -> Self {
    let (first, last) = (try number(.from, from), try number(.to, to))
    try check(count, limit: limit)
    let rule = ArithmeticRule(from: first, to: last, intervals: Swift.max(count - 1, 1))
    if count > 1, rule.isConstant { throw .equalEnds(text: from, count: count) }
    return Self(rule: .arithmetic(rule), count: count)
  }

  /// `count` values in equal ratios, from (to / from)^(i / (count - 1)); one value is `from`. Both ends are
  /// above 0.
  package static func log(
    from: String, to: String, count: Int, limit: Int
  ) throws(SamplingError) -> Self {
    let (first, last) = (try positive(.from, from), try positive(.to, to))
    try check(count, limit: limit)
    let rule = GeometricRule(from: first.rational, to: last.rational, intervals: Swift.max(count - 1, 1))
    if count > 1, rule.isConstant { throw .equalEnds(text: from, count: count) }
    return Self(rule: .geometric(rule), count: count)
  }

  /// from, from · factor, from · factor², … up to the last value that does not pass `to`. Ends and factor are
  /// above 0.
  package static func geom(
    from: String, to: String, factor: String, limit: Int
  ) throws(SamplingError) -> Self {
    let (first, last) = (try positive(.from, from), try positive(.to, to))
    let rule = GeometricRule(from: first.rational, factor: try positive(.factor, factor).rational)
    if rule.isConstant { throw .factorOne }
    if rule.leadsAway(from: last.rational) { throw .factorAway(from: from, to: to, factor: factor) }
    guard let steps = rule.steps(to: last.rational, below: limit) else { throw .tooManyValues(limit: limit) }
    return Self(rule: .geometric(rule), count: steps + 1)
  }

  private static func check(_ count: Int, limit: Int) throws(SamplingError) {
    if count < 1 { throw .countBelowOne(count) }
    if count > limit { throw .tooManyValues(limit: limit) }
  }

  private static func number(
    _ argument: SamplingError.Argument, _ text: String
  ) throws(SamplingError) -> DecimalNumber {
    do throws(DecimalNumber.Problem) {
      return try DecimalNumber(text)
    } catch {
      switch error {
      case .notDecimal: throw .notDecimal(argument, text: text)
      case .tooManyDigits: throw .tooManyDigits(argument, text: text, limit: DecimalNumber.digitLimit)
      case .outOfRange: throw .outOfRange(argument, text: text)
      }
    }
  }

  private static func positive(
    _ argument: SamplingError.Argument, _ text: String
  ) throws(SamplingError) -> DecimalNumber {
    let number = try number(argument, text)
    guard number.isPositive else { throw .notPositive(argument, text: text) }
    return number
  }
}
