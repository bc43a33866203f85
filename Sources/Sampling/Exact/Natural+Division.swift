extension Natural {
  /// The whole quotient and the remainder; the divisor is not 0.
  func quotientAndRemainder(dividingBy divisor: Self) -> (quotient: Self, remainder: Self) {
    if self < divisor { return (.zero, self) }
    if let word = divisor.word {
      let (quotient, remainder) = quotientAndRemainder(dividingBy: word)
      return (quotient, Self(remainder))
    }
    return longDivision(by: divisor)
  }

  /// The whole quotient and the remainder by one word, which is not 0.
  func quotientAndRemainder(dividingBy divisor: UInt64) -> (quotient: Self, remainder: UInt64) {
    var quotient = words
    var remainder: UInt64 = 0
    for index in quotient.indices.reversed() {
      (quotient[index], remainder) = divisor.dividingFullWidth((remainder, quotient[index]))
    }
    return (Self(words: quotient), remainder)
  }

  static func / (a: Self, b: Self) -> Self { a.quotientAndRemainder(dividingBy: b).quotient }
  static func / (a: Self, b: UInt64) -> Self { a.quotientAndRemainder(dividingBy: b).quotient }

  /// D. Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D, for a divisor of two words or more.
  private func longDivision(by divisor: Self) -> (quotient: Self, remainder: Self) {
    // Normalised, so that a quotient's digit is guessed at most 2 too high.
    let shift = divisor.words.count * 64 - divisor.bitWidth
    let divisorWords = (divisor << shift).words
    var rest = (self << shift).words
    let size = divisorWords.count
    while rest.count <= words.count { rest.append(0) }
    var quotient = [UInt64](repeating: 0, count: rest.count - size)
    for place in quotient.indices.reversed() {
      var digit = Self.guess(
        (rest[place + size], rest[place + size - 1], rest[place + size - 2]),
        by: (divisorWords[size - 1], divisorWords[size - 2]))
      if Self.subtract(divisorWords, times: digit, from: &rest, at: place) {
        digit -= 1
        Self.add(divisorWords, to: &rest, at: place)
      }
      quotient[place] = digit
    }
    return (Self(words: quotient), Self(words: rest) >> shift)
  }

  /// Step D3: a digit of the quotient from the first three words of the rest and two of the divisor.
  private static func guess(_ rest: (UInt64, UInt64, UInt64), by divisor: (UInt64, UInt64)) -> UInt64 {
    let top = UInt128(rest.0) << 64 | UInt128(rest.1)
    var digit = min(top / UInt128(divisor.0), UInt128(UInt64.max))
    var remainder = top - digit * UInt128(divisor.0)
    while remainder >> 64 == 0, digit * UInt128(divisor.1) > remainder << 64 | UInt128(rest.2) {
      digit -= 1
      remainder += UInt128(divisor.0)
    }
    return UInt64(digit)
  }

  /// Step D4; returns whether the result is negative, and thus too small by 2^(64 (size + 1)).
  private static func subtract(
    _ divisor: [UInt64], times digit: UInt64, from rest: inout [UInt64], at place: Int
  ) -> Bool {
    var carry: UInt64 = 0
    var borrow = false
    for (index, word) in divisor.enumerated() {
      let product = UInt128(word) * UInt128(digit) + UInt128(carry)
      carry = UInt64(product >> 64)
      let (first, overflow) = rest[place + index].subtractingReportingOverflow(
        UInt64(truncatingIfNeeded: product))
      let (second, another) = first.subtractingReportingOverflow(borrow ? 1 : 0)
      rest[place + index] = second
      borrow = overflow || another
    }
    let (first, overflow) = rest[place + divisor.count].subtractingReportingOverflow(carry)
    let (second, another) = first.subtractingReportingOverflow(borrow ? 1 : 0)
    rest[place + divisor.count] = second
    return overflow || another
  }

  /// Step D6: the divisor is added back, and the carry out of it dropped.
  private static func add(_ divisor: [UInt64], to rest: inout [UInt64], at place: Int) {
    var carry: UInt64 = 0
    for (index, word) in divisor.enumerated() {
      let sum = UInt128(rest[place + index]) + UInt128(word) + UInt128(carry)
      rest[place + index] = UInt64(truncatingIfNeeded: sum)
      carry = UInt64(sum >> 64)
    }
    rest[place + divisor.count] &+= carry
  }
}

extension Natural {
  /// The greatest common divisor (Euclid).
  func greatestCommonDivisor(with other: Self) -> Self {
    var (a, b) = (self, other)
    while !b.isZero { (a, b) = (b, a.quotientAndRemainder(dividingBy: b).remainder) }
    return a
  }

  /// The k-th root where it is a natural number, for k >= 1: Newton's iteration from above,
  /// x <- ((k - 1) x + a / x^(k-1)) / k, ends at the whole part of the root.
  func exactRoot(_ k: Int) -> Self? {
    guard self > .one, k > 1 else { return self }
    guard k < bitWidth else { return nil }
    var root = Self.one << ((bitWidth + k - 1) / k)
    while true {
      let next = (root * Self(UInt64(k - 1)) + self / root.power(k - 1)) / UInt64(k)
      if next >= root { break }
      root = next
    }
    return root.power(k) == self ? root : nil
  }
}
