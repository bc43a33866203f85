extension RandomNumberGenerator {
  /// An integer in 0..<bound, each equally likely: the high word of a 64-bit draw times the bound, drawn
  /// again where the low word is below 2⁶⁴ mod bound (D. Lemire, "Fast random integer generation in an
  /// interval", ACM TOMACS 29, 2019, algorithm 5). Draws one word at least; the standard library's own method
  /// is not fixed.
  mutating func integer(below bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    let bound = UInt64(bound)
    var (high, low) = next().multipliedFullWidth(by: bound)
    if low < bound {
      let threshold = (0 &- bound) % bound
      while low < threshold { (high, low) = next().multipliedFullWidth(by: bound) }
    }
    return Int(high)
  }

  /// How often each of `count` indices is drawn in as many draws with replacement.
  mutating func resample(_ count: Int) -> [Int] {
    var times = [Int](repeating: 0, count: count)
    for _ in 0..<count { times[integer(below: count)] += 1 }
    return times
  }
}
