/// (first + i · step) / intervals · 10^exponent, exactly.
struct ArithmeticRule: Sendable {
  private let first: SignedNatural
  private let step: SignedNatural
  /// to - from in the same unit.
  private let span: SignedNatural
  private let intervals: Natural
  private let exponent: Int
  /// `first` and `step`, where words will do and the rest is a power of ten that a Double has.
  private let short: (first: Int, step: Int)?

  init(from: DecimalNumber, step: DecimalNumber, to: DecimalNumber) {
    exponent = DecimalNumber.commonExponent([from, step, to])
    first = from.scaled(tenTo: exponent)
    self.step = step.scaled(tenTo: exponent)
    span = to.scaled(tenTo: exponent) - first
    intervals = .one
    if -22...0 ~= exponent, let first = first.word, let step = self.step.word {
      short = (first, step)
    } else {
      short = nil
    }
  }

  /// from + i (to - from) / intervals.
  init(from: DecimalNumber, to: DecimalNumber, intervals: Int) {
    exponent = DecimalNumber.commonExponent([from, to])
    self.intervals = Natural(UInt64(intervals))
    let start = from.scaled(tenTo: exponent)
    span = to.scaled(tenTo: exponent) - start
    first = start * self.intervals
    step = span
    short = nil
  }

  var isConstant: Bool { step.magnitude.isZero }

  /// How many steps fit between the ends; nil where they lead away from the end.
  var stepsToEnd: Natural? {
    if span.magnitude.isZero { return .zero }
    return span.isNegative == step.isNegative ? span.magnitude / step.magnitude : nil
  }

  func number(_ index: Int) -> WrittenNumber {
    shortDecimal(index).map { WrittenNumber(shortest: $0) } ?? WrittenNumber(value(index))
  }

  /// The value, where it is a decimal of at most 15 digits: the quotient of two numbers that a Double has is
  /// rounded once.
  private func shortDecimal(_ index: Int) -> Double? {
    guard let short else { return nil }
    let (product, overflows) = index.multipliedReportingOverflow(by: short.step)
    let (sum, overflowsToo) = short.first.addingReportingOverflow(product)
    guard !overflows, !overflowsToo, sum.magnitude < 1_000_000_000_000_000 else { return nil }
    return Double(sum) / Self.powersOfTen[-exponent]
  }

  /// 1 to 10^22, all of which are Doubles.
  private static let powersOfTen = (0...22).map { exponent in
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }

  func value(_ index: Int) -> Rational {
    let sum = first + step * Natural(UInt64(index))
    var value = Rational(isNegative: sum.isNegative, sum.magnitude, tenTo: exponent)
    value.denominator = value.denominator * intervals
    return value
  }
}
