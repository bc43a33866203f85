/// The ticks of a logarithmic axis: powers of ten; with 2 and 5 of each where less than two decades are shown
/// and there is room.
struct LogTicks {
  /// The ticks with a text, by their logarithm.
  private(set) var places: [Double] = []
  private(set) var texts: [String] = []
  /// The places of 2, 3, … 9 times a power of ten without a text; none where there are many decades.
  private(set) var minor: [Double] = []

  /// Where the digits 1 to 9 lie within a decade.
  private static let digits = (1...9).map { AxisScale.decimalLogarithm(Double($0)) }

  /// The ticks between two logarithms: of the powers of ten at most `mostTicks`.
  init(limits: AxisLimits, mostTicks: Int) {
    let first = Int((limits.lower - 1e-9).rounded(.up))
    let last = Int((limits.upper + 1e-9).rounded(.down))
    let decades = limits.upper - limits.lower
    let countOfThree = decades < 2 ? Self.count([1, 2, 5], within: limits, first: first, last: last) : .max
    let labelled = countOfThree <= max(mostTicks, 3) ? [1, 2, 5] : [1]
    let step = Self.step(first: first, last: last, mostTicks: mostTicks)
    let isPlain = first >= -5 && last <= 5
    for exponent in first - 1...max(last, first - 1) + 1 {
      for digit in 1...9 {
        let place = Double(exponent) + Self.digits[digit - 1]
        guard place >= limits.lower - 1e-9, place <= limits.upper + 1e-9 else { continue }
        if labelled.contains(digit), exponent.isMultiple(of: step) {
          places.append(place)
          texts.append(Self.text(digit, exponent, isPlain: isPlain))
        } else if decades <= 8 || digit == 1, decades <= 40 {
          minor.append(place)
        }
      }
    }
  }

  /// How many powers of ten times these digits lie between the limits.
  private static func count(_ digits: [Int], within limits: AxisLimits, first: Int, last: Int) -> Int {
    (first - 1...max(last, first - 1) + 1).reduce(0) { count, exponent in
      count
        + digits.count { digit in
          let place = Double(exponent) + Self.digits[digit - 1]
          return place >= limits.lower - 1e-9 && place <= limits.upper + 1e-9
        }
    }
  }

  /// Of which number exponents are multiples so that there are no more of them.
  private static func step(first: Int, last: Int, mostTicks: Int) -> Int {
    let steps = [1, 2, 3, 5, 10, 20, 30, 50, 100, 200]
    return steps.first { step in
      (first...max(last, first)).count { $0.isMultiple(of: step) } <= max(mostTicks, 2)
    } ?? 300
  }

  private static func text(_ digit: Int, _ exponent: Int, isPlain: Bool) -> String {
    if isPlain { return TickLabels.decimal(digit, exponent: exponent) }
    return (digit == 1 ? "" : "\(digit)×") + "10" + TickLabels.superscript(exponent)
  }
}
