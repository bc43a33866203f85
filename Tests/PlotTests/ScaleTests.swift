import Foundation
import Testing

@testable import Plot

@Suite struct ScaleTests {
  @Test func logarithms() {
    for exponent in stride(from: -320.0, through: 300, by: 0.37) {
      let value = pow(10, exponent)
      guard value > 0 else { continue }
      let expected = log10(value)
      #expect(abs(AxisScale.decimalLogarithm(value) - expected) <= 1e-14 * max(abs(expected), 1), "\(value)")
    }
    #expect(abs(AxisScale.decimalLogarithm(.leastNonzeroMagnitude) - log10(.leastNonzeroMagnitude)) < 1e-12)
    for exponent in [-250, -7.25, 0, 0.3, 12.5, 299] {
      let expected = pow(10, exponent)
      #expect(abs(Decade.power(exponent) - expected) <= 1e-9 * expected)
    }
  }

  /// The limits as powers of ten, the most ticks, and what stands there.
  @Test(arguments: [
    (-4.2, -0.8, 9, ["0.0001", "0.001", "0.01", "0.1"]),
    (-0.1, 1.1, 9, ["1", "2", "5", "10"]), (-2.5, -1.0, 9, ["0.005", "0.01", "0.02", "0.05", "0.1"]),
    (5.9, 8.1, 9, ["10⁶", "10⁷", "10⁸"]), (6.2, 7.1, 9, ["2×10⁶", "5×10⁶", "10⁷"]),
    (-9, 3, 7, ["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰", "10²"]),
    (-250, 250, 6, ["10⁻²⁰⁰", "10⁻¹⁰⁰", "10⁰", "10¹⁰⁰", "10²⁰⁰"]),
  ])
  func ticks(lower: Double, upper: Double, most: Int, expected: [String]) {
    let ticks = LogTicks(limits: AxisLimits(lower, upper), mostTicks: most)
    #expect(ticks.texts == expected)
    #expect(zip(ticks.places, ticks.places.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func minorTicks() {
    let ticks = LogTicks(limits: AxisLimits(0, 3), mostTicks: 9)
    #expect(ticks.places == [0, 1, 2, 3] && ticks.minor.count == 24)
    #expect(LogTicks(limits: AxisLimits(-250, 250), mostTicks: 6).minor.isEmpty)
  }

  @Test func aSmallPartOfADecadeHasTheTicksOfALinearAxis() {
    let axis = Axis.vertical(
      .log, AxisLimits(AxisScale.decimalLogarithm(0.95), AxisScale.decimalLogarithm(0.97)), length: 300)
    #expect(axis.ticks.map(\.text) == ["0.950", "0.955", "0.960", "0.965", "0.970"])
    #expect(abs((axis.ticks.first?.place ?? 0) - log10(0.95)) < 1e-12)
  }

  @Test func pointsOfALogAxis() {
    let line = LineSeries(
      label: "loss",
      points: [(1.0, 10.0), (2, 0), (3, -1), (4, .nan), (5, 1000)].map { DataPoint(x: $0.0, y: $0.1) },
      index: 0)
    let axes = Axes(scales: AxisScales(y: .log), layers: [line])
    #expect(axes.unshown == [UnshownPoints(label: "loss", notPositive: 2, notFinite: 1)])
    #expect(Axes(layers: [line]).unshown == [UnshownPoints(label: "loss", notPositive: 0, notFinite: 1)])
    #expect(axes.bounds == DataBounds(x: 1...5, y: 10...1000))
    let frame = PlotFrame(
      plot: Rect(x: 0, y: 0, width: 100, height: 100), x: AxisLimits(0, 10), y: AxisLimits(0, 4),
      scales: axes.scales)
    #expect(abs((frame.place(DataPoint(x: 5, y: 100)) ?? Point(x: 0, y: 0)).y - 50) < 1e-9)
    #expect(frame.visiblePieces(of: line.points).map(\.count) == [1, 1])
    let negative = LineSeries(label: "gone", points: [DataPoint(x: 1, y: -1)], index: 0)
    #expect(negative.legendEntries(on: axes.scales).map(\.sample) == [.missing])
    #expect(negative.legendEntries.map(\.label) == ["gone"])
  }

  @Test func limitsOfALogAxis() {
    func limits(_ values: [Double], _ given: AxisLimits? = nil) -> AxisLimits {
      let line = LineSeries(label: nil, points: values.map { DataPoint(x: 1, y: $0) }, index: 0)
      return AxisRange.both(Axes(yLimits: given, scales: AxisScales(y: .log), layers: [line])).y
    }
    func isNear(_ limits: AxisLimits, _ lower: Double, _ upper: Double) -> Bool {
      abs(limits.lower - lower) < 1e-12 && abs(limits.upper - upper) < 1e-12
    }
    #expect(isNear(limits([1, 100]), -0.1, 2.1))
    #expect(isNear(limits([10]), 0.5, 1.5))
    #expect(isNear(limits([-1, 0]), 0, 1))
    #expect(isNear(limits([1], AxisLimits(0.01, 100)), -2, 2))
    #expect(isNear(limits([0.1, 5], AxisLimits(0, 10)), -1, 1))
    let wide = limits([1e-300, 1e300])
    #expect(wide.lower < -299 && wide.upper > 299)
  }

  @Test func barsStandOnZero() {
    func limits(_ values: [Double]) -> AxisLimits {
      let bars = Bars(
        series: [
          Bars.Series(
            label: nil, bars: values.enumerated().map { Bars.Bar(x: Double($0.offset), value: $0.element) },
            paint: .series(0))
        ])
      return AxisRange.both(Axes(layers: [bars])).y
    }
    #expect(limits([3, 10]) == AxisLimits(0, 10.5))
    #expect(limits([-10, -3]) == AxisLimits(-10.5, 0))
    #expect(limits([-10, 10]) == AxisLimits(-11, 11))
    #expect(limits([0]).lower < limits([0]).upper)
  }

  /// Whatever the names, those that are drawn do not run into each other.
  @Test(arguments: [1, 3, 12, 60, 700])
  func namesDoNotCollide(count: Int) {
    for length in [1, 6, 30] {
      for width in [200.0, 600] {
        let columnWidth = width / Double(count)
        let names = NamesBelow(
          (0..<count).map { String(repeating: "m", count: length) + "\($0)" }, columnWidth: columnWidth)
        var svg = SVGWriter(identifierPrefix: "")
        let places = (0..<count).map { (Double($0) + 0.5) * columnWidth }
        names.draw(at: places, columnWidth: columnWidth, below: 0, to: &svg)
        let texts = XMLElements(of: "<svg>\(svg.text)</svg>").all.dropFirst().map(\.attributes)
        #expect(!texts.isEmpty)
        let xs = texts.compactMap { $0["x"].flatMap(Double.init) }
        let size = texts.compactMap { $0["font-size"].flatMap(Double.init) }.max() ?? 0
        let extent = names.isUpright ? size : columnWidth - 4
        #expect(zip(xs, xs.dropFirst()).allSatisfy { $1 - $0 >= extent }, "\(length) \(width)")
      }
    }
  }
}
