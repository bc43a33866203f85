import Testing

@testable import Plot

@Suite struct TicksTests {
  /// Limits, the most intervals, and the labels that matplotlib's MaxNLocator with steps 1, 2, 2.5, 5
  /// gives for them.
  @Test(arguments: [
    (0.0, 1.0, 9, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    (0.0230, 0.5833, 9, ["0.1", "0.2", "0.3", "0.4", "0.5"]),
    (0.022, 0.421, 9, ["0.05", "0.10", "0.15", "0.20", "0.25", "0.30", "0.35", "0.40"]),
    (-5.5, 5.5, 9, ["−4", "−2", "0", "2", "4"]),
    (-0.5, 1.5, 9, ["−0.50", "−0.25", "0.00", "0.25", "0.50", "0.75", "1.00", "1.25", "1.50"]),
    (-450.0, 9450.0, 9, ["0", "2000", "4000", "6000", "8000"]),
    (95.57, 97.67, 9, ["95.75", "96.00", "96.25", "96.50", "96.75", "97.00", "97.25", "97.50"]),
    (0.0, 1.0, 1, ["0", "1"]),
  ])
  func labels(lower: Double, upper: Double, intervals: Int, expected: [String]) {
    let ticks = Ticks(limits: AxisLimits(lower, upper), maxIntervals: intervals)
    let labels = TickLabels(ticks)
    #expect(labels.texts == expected)
    #expect(labels.note == "")
  }

  @Test(arguments: [
    (0.8, 5.2, ["1", "2", "3", "4", "5"]), (0.5, 1.5, ["1"]), (-0.95, 20.95, ["0", "5", "10", "15", "20"]),
    (0.9, 3.1, ["1", "2", "3"]), (0, 110, ["0", "20", "40", "60", "80", "100"]),
  ])
  func wholeNumbers(lower: Double, upper: Double, expected: [String]) {
    let ticks = Ticks(limits: AxisLimits(lower, upper), maxIntervals: 9, integersOnly: true)
    #expect(TickLabels(ticks).texts == expected)
  }

  @Test(arguments: [
    (1e-12, 3e-12, ["1.0", "1.5", "2.0", "2.5", "3.0"], "×10⁻¹²"),
    (1e12, 3e12, ["1.0", "1.5", "2.0", "2.5", "3.0"], "×10¹²"),
    (-2e7, 2e7, ["−2", "−1", "0", "1", "2"], "×10⁷"),
    (1_234_567_001, 1_234_567_003, ["1.0", "1.5", "2.0", "2.5", "3.0"], "+1.234567×10⁹"),
    (-100_003, -100_001, ["−3.0", "−2.5", "−2.0", "−1.5", "−1.0"], "−100000"),
    (999_990, 1_000_010, ["−10", "−5", "0", "5", "10"], "+1000000"),
  ])
  func notes(lower: Double, upper: Double, expected: [String], note: String) {
    let ticks = Ticks(limits: AxisLimits(lower, upper), maxIntervals: 5)
    let labels = TickLabels(ticks)
    #expect(labels.note == note)
    #expect(labels.texts == expected)
  }

  @Test func valuesAreTheNearestDoubles() {
    let ticks = Ticks(limits: AxisLimits(0, 0.7), maxIntervals: 9)
    #expect(ticks.values == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
  }

  /// Whatever the limits, there are some ticks, not too many, in order and in sight.
  @Test func anyLimits() {
    for exponent in stride(from: -290, through: 290, by: 10) {
      for (first, second) in [(1.0, 3.0), (-1, 1), (-7, -2), (0, 9.99), (1, 1), (1, 1.0000001)] {
        let limits = AxisLimits(
          Ticks.scaled(first, exponent), Ticks.scaled(second, exponent))
        for intervals in [1, 4, 9] {
          let values = Ticks(limits: limits, maxIntervals: intervals).values
          #expect((1...20).contains(values.count), "\(limits) \(intervals)")
          #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
        }
      }
    }
  }

  @Test(arguments: [
    (0.0, "0.00"), (-0.0, "0.00"), (-0.004, "0.00"), (-0.005, "-0.01"), (1.005, "1.00"),
    (12.345678, "12.35"), (-3, "-3.00"), (99.999, "100.00"), (.nan, "0.00"),
    (.infinity, "1000000000.00"), (-1e300, "-1000000000.00"), (0.125, "0.13"),
  ])
  func coordinates(value: Double, expected: String) {
    #expect(coordinate(value) == expected)
  }
}
