/// (first + i · step) / intervals · 10^exponent, exactly.
struct ArithmeticRule: Sendable {
  private let first: SignedNatural
  private let step: SignedNatural
  /// to - from in the same unit.
  private let span: SignedNatural
  private let intervals: Natural
  private let exponent: Int

  init(from: DecimalNumber, step: DecimalNumber, to: DecimalNumber) {
    exponent = DecimalNumber.commonExponent([from, step, to])
    first = from.scaled(tenTo: exponent)
    self.step = step.scaled(tenTo: exponent)
    span = to.scaled(tenTo: exponent) - first
    intervals = .one
  }

  /// from + i (to - from) / intervals.
  init(from: DecimalNumber, to: DecimalNumber, intervals: Int) {
    exponent = DecimalNumber.commonExponent([from, to])
    self.intervals = Natural(UInt64(intervals))
    let start = from.scaled(tenTo: exponent)
    span = to.scaled(tenTo: exponent) - start
    first = start * self.intervals
    step = span
  }

  var isConstant: Bool { step.magnitude.isZero }

  /// How many steps fit between the ends; nil where they lead away from the end.
  var stepsToEnd: Natural? {
    if span.magnitude.isZero { return .zero }
    return span.isNegative == step.isNegative ? span.magnitude / step.magnitude : nil
  }

  func value(_ index: Int) -> Rational {
    let sum = first + step * Natural(UInt64(index))
    var value = Rational(isNegative: sum.isNegative, sum.magnitude, tenTo: exponent)
    value.denominator = value.denominator * intervals
    return value
  }
}
