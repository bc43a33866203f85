/// The ticks of an axis, as exact decimal numbers: mantissa × 10^exponent.
///
/// The steps are those of matplotlib's `MaxNLocator`: 1, 2, 2.5 or 5 times a power of ten. Decimal
/// integers keep labels exact, and no logarithm or power is asked of the C library, whose last bits
/// differ between machines.
struct Ticks: Equatable {
  let mantissas: [Int]
  let exponent: Int

  /// The place of each tick on the axis.
  var values: [Double] {
    mantissas.map { Self.scaled(Double($0), exponent) }
  }

  /// The finest ticks with at most `maxIntervals` intervals over the limits.
  ///
  /// Where that leaves fewer than two ticks in sight, finer steps are tried. With `integersOnly` steps
  /// are whole numbers, as for epochs.
  init(limits: AxisLimits, maxIntervals: Int, integersOnly: Bool = false) {
    let rawStep = (limits.upper - limits.lower) / Double(max(maxIntervals, 1)) * (1 - 1e-10)
    var step = Step.smallest(notBelow: rawStep)
    if integersOnly { step = step.wholeNumber }
    var range = step.multiples(in: limits)
    while range.count < 2, let finer = integersOnly ? step.finerWholeNumber : step.finer {
      step = finer
      range = step.multiples(in: limits)
    }
    mantissas = range.map { $0 * step.mantissa }
    exponent = step.exponent
  }

  /// value × 10^exponent, correctly rounded for the exponents up to ±22 that figures have, and the
  /// same everywhere for the others.
  static func scaled(_ value: Double, _ exponent: Int) -> Double {
    exponent < 0 ? value / powerOfTen(-exponent) : value * powerOfTen(exponent)
  }

  private static func powerOfTen(_ exponent: Int) -> Double {
    powersOfTen[min(exponent, powersOfTen.count - 1)]
  }

  /// 10⁰ to 10³⁰⁸ by repeated multiplication, exact up to 10²².
  private static let powersOfTen: [Double] = {
    var powers = [1.0]
    for exponent in 1...308 { powers.append(powers[exponent - 1] * 10) }
    return powers
  }()

  /// 1, 2, 2.5 or 5 times a power of ten; 2.5 is 25 with the next lower exponent.
  private struct Step {
    var mantissa: Int
    var exponent: Int

    var value: Double { scaled(Double(mantissa), exponent) }

    static func smallest(notBelow value: Double) -> Step {
      var exponent = 0
      while exponent < 300, value > scaled(1, exponent + 1) { exponent += 1 }
      while exponent > -300, value <= scaled(1, exponent) { exponent -= 1 }
      for step in candidates(exponent: exponent) where step.value >= value { return step }
      return Step(mantissa: 1, exponent: exponent + 1)
    }

    private static func candidates(exponent: Int) -> [Step] {
      [
        Step(mantissa: 1, exponent: exponent), Step(mantissa: 2, exponent: exponent),
        Step(mantissa: 25, exponent: exponent - 1), Step(mantissa: 5, exponent: exponent),
      ]
    }

    /// The next smaller step; nil at the limits of what can be told apart.
    var finer: Step? {
      guard exponent > -300 else { return nil }
      switch mantissa {
      case 1: return Step(mantissa: 5, exponent: exponent - 1)
      case 2: return Step(mantissa: 1, exponent: exponent)
      case 25: return Step(mantissa: 2, exponent: exponent + 1)
      default: return Step(mantissa: 25, exponent: exponent - 1)
      }
    }

    /// The step itself where it is a whole number, else the next larger one that is.
    var wholeNumber: Step {
      if exponent >= 0 { return self }
      return mantissa == 25 && exponent == -1
        ? Step(mantissa: 5, exponent: 0) : Step(mantissa: 1, exponent: 0)
    }

    /// The next smaller whole step; nil below 1.
    var finerWholeNumber: Step? {
      guard let finer, finer.exponent >= 0 else {
        return mantissa == 5 ? Step(mantissa: 2, exponent: 0) : nil
      }
      return finer
    }

    /// The numbers k for which k × step lies within the limits, a billionth of a step let through.
    func multiples(in limits: AxisLimits) -> Range<Int> {
      let first = (limits.lower / value - 1e-9).rounded(.up)
      let last = (limits.upper / value + 1e-9).rounded(.down)
      guard first.magnitude < 1e15, last.magnitude < 1e15, first <= last else { return 0..<0 }
      return Int(first)..<Int(last) + 1
    }
  }
}
