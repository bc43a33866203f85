import Testing

@testable import Sampling

/// Rounding by the digits of the shortest decimal is rounding in exact arithmetic.
@Suite struct RoundedDecimalTests {
  private func check(_ value: Double, _ place: Int) {
    guard let rounded = RoundedDecimal(value).rounded(toMultipleOfTenTo: place) else { return }
    let exact = WrittenNumber(exactly: value, toMultipleOfTenTo: place)
    let fast = WrittenNumber(shortest: rounded)
    #expect(fast.value == exact.value && fast.text == exact.text, "\(value) to 10^\(place)")
  }

  @Test func agreesWithExactArithmetic() throws {
    let sampler = try UniformSampler(count: 20_000, dimensions: 2, seed: 1)
    for index in 0..<sampler.count {
      let (u, v) = (sampler[index, 0], sampler[index, 1])
      let scale = [1e-12, 1e-7, 1e-4, 0.1, 1, 37, 1e4, 1e9, 1e15][index % 9]
      let value = (u - 0.3) * scale
      guard let first = RoundedDecimal(value).firstPlace else { continue }
      check(value, first - 5)
      check(value, first - Int(v * 15))
      // Few digits, and near the middle of two.
      let short = (u * 1e7).rounded() / 1e7 * scale
      check(short, (RoundedDecimal(short).firstPlace ?? 0) - 5)
    }
  }

  @Test(arguments: [
    (0.1234565, -6, nil), (0.5, 0, nil), (2.5, 0, nil), (0.75, -1, nil), (0.1234566, -6, 0.123457),
    (123456.7, 0, 123457.0), (-1.26, -1, -1.3), (0.3, -1, 0.3), (0.3, -9, 0.3), (99.96, -1, 100.0),
    (.leastNonzeroMagnitude, -330, .leastNonzeroMagnitude),
  ])
  func middlesAreLeftToExactArithmetic(_ value: Double, _ place: Int, _ expected: Double?) {
    #expect(RoundedDecimal(value).rounded(toMultipleOfTenTo: place) == expected)
  }

  @Test func firstPlaces() {
    #expect(RoundedDecimal(0).firstPlace == nil)
    for (value, place) in [
      (1.0, 0), (9.99, 0), (10, 1), (0.1, -1), (0.00123, -3), (1.5e300, 300), (0x1p-1030, -311),
    ] {
      #expect(RoundedDecimal(value).firstPlace == place)
    }
  }
}
