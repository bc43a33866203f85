/// The texts at the ticks of an axis, and what was taken out of all of them.
///
/// All labels of an axis have the same number of decimals, those that its step needs. Very large or
/// small numbers share a power of ten, and numbers that differ only in their last digits share an
/// offset; both are shown once at the end of the axis, as matplotlib does.
struct TickLabels: Equatable {
  let texts: [String]
  /// What each label is to be multiplied by and moved by: `×10⁶`, `+1.2×10⁹`; empty for neither.
  let note: String

  init(_ ticks: Ticks) {
    let offset = Self.offset(of: ticks.mantissas)
    let mantissas = ticks.mantissas.map { $0 - offset }
    let power = Self.sharedPower(of: mantissas, exponent: ticks.exponent)
    var exponent = ticks.exponent - power
    // 0, 5, 10 with a step of 0.5 × 10 need no decimals: take out the zeros that all have.
    var reduced = mantissas
    while exponent < 0, reduced.allSatisfy({ $0.isMultiple(of: 10) }) {
      reduced = reduced.map { $0 / 10 }
      exponent += 1
    }
    texts = reduced.map { Self.decimal($0, exponent: exponent) }
    let multiplier = power == 0 ? "" : "×10" + Self.superscript(power)
    let parts = [multiplier, Self.offsetText(offset, exponent: ticks.exponent)]
    note = parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// mantissa × 10^exponent, exactly.
  static func decimal(_ mantissa: Int, exponent: Int) -> String {
    var digits = String(mantissa.magnitude)
    if exponent >= 0 {
      if mantissa != 0 { digits += String(repeating: "0", count: exponent) }
    } else {
      let missing = 1 - exponent - digits.count
      if missing > 0 { digits = String(repeating: "0", count: missing) + digits }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: exponent))
    }
    return (mantissa < 0 ? minus : "") + digits
  }

  /// What all mantissas are near to, where that takes four digits or more off each of them.
  ///
  /// The rule of matplotlib's `ScalarFormatter`: the leading digits that the first and the last have
  /// in common, or the round number that they lie on both sides of, closely.
  private static func offset(of mantissas: [Int]) -> Int {
    guard let first = mantissas.first, let last = mantissas.last, first != last,
      (first > 0) == (last > 0), first != 0, last != 0
    else { return 0 }
    let low = min(first.magnitude, last.magnitude)
    let high = max(first.magnitude, last.magnitude)
    var power: UInt = 1
    while low / power != high / power { power *= 10 }
    if high - low <= power / 100 {
      power = 1
      while high / power - low / power > 1 { power *= 10 }
    }
    let shared = high / power
    guard shared >= 1000 else { return 0 }
    let offset = Int(shared * power)
    return first < 0 ? -offset : offset
  }

  /// The power of ten that labels are relieved of: 0 for numbers below a million whose first digit
  /// is within four decimals.
  private static func sharedPower(of mantissas: [Int], exponent: Int) -> Int {
    let largest = mantissas.map(\.magnitude).max() ?? 0
    guard largest > 0 else { return 0 }
    let leading = String(largest).count - 1 + exponent
    return (-4...5).contains(leading) ? 0 : leading
  }

  private static func offsetText(_ offset: Int, exponent: Int) -> String {
    guard offset != 0 else { return "" }
    let sign = offset < 0 ? minus : "+"
    var significant = offset.magnitude
    var exponent = exponent
    while significant.isMultiple(of: 10) {
      significant /= 10
      exponent += 1
    }
    var digits = String(significant)
    let leading = digits.count - 1 + exponent
    guard !(-4...8).contains(leading) else {
      return sign + decimal(Int(significant), exponent: exponent)
    }
    if digits.count > 1 { digits.insert(".", at: digits.index(after: digits.startIndex)) }
    return sign + digits + "×10" + superscript(leading)
  }

  static func superscript(_ value: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let text = String(value.magnitude).compactMap { $0.wholeNumberValue.map { digits[$0] } }
    return (value < 0 ? "⁻" : "") + String(text)
  }

  /// The minus sign proper, as wide as a plus.
  private static let minus = "−"
}
