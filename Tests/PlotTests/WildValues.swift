@testable import Plot

/// Numbers and panels that no sensible experiment has, drawn from a seed.
struct WildValues {
  private var random: SplitMix

  init(seed: Int) { random = SplitMix(state: UInt64(seed)) }

  private static let extremes: [Double] = [
    0, -0.0, 1, -1, 0.5, .nan, .infinity, -.infinity, 1e308, -1e308, .greatestFiniteMagnitude,
    -.greatestFiniteMagnitude, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude, 1e300,
    -1e300,
    (1e300).nextUp, 1e299, 9.9e299, 1e-280, 1e-281, 1e-300, 1e9, 1e15, 0x1p53, (1.0).nextUp, -1e-12, 1e12,
    1e-5, 99_999.5,
  ]

  mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }

  mutating func count(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func number() -> Double {
    switch count(0...5) {
    case 0...2: Self.extremes.randomElement(using: &random) ?? 0
    case 3: Double(bitPattern: UInt64.random(in: .min ... .max, using: &random))
    case 4: Double(count(-3...3))
    default: Double.random(in: -10...10, using: &random)
    }
  }

  /// Numbers that are all alike, all drawn from a few, or all different.
  mutating func numbers(_ count: Int) -> [Double] {
    let pool = (0..<self.count(1...3)).map { _ in number() }
    let isUniform = chance(0.4)
    return (0..<count).map { _ in isUniform ? pool.randomElement(using: &random) ?? 0 : number() }
  }

  mutating func points() -> [DataPoint] {
    let count = chance(0.1) ? 300 : self.count(0...6)
    return zip(numbers(count), numbers(count)).map { DataPoint(x: $0, y: $1) }
  }

  mutating func integer() -> Int {
    [Int.min, -1, 0, 1, 2, 7, 1000, .max].randomElement(using: &random) ?? 0
  }

  mutating func text() -> String {
    let texts = [
      "", "a", "relu <&\"> \u{0}", "−∞", "nan", String(repeating: "long ", count: 40), "x₁ 🙂", " ",
    ]
    return texts.randomElement(using: &random) ?? ""
  }

  mutating func limits() -> AxisLimits { AxisLimits(number(), number()) }

  mutating func grid() -> SampleGrid {
    let isHuge = chance(0.05)
    return SampleGrid(
      x: limits(), y: limits(), columns: isHuge ? integer() : count(0...6),
      rows: isHuge ? integer() : count(0...6))
  }

  mutating func paint() -> Paint {
    switch count(0...3) {
    case 0, 1: .series(integer())
    case 2: .sequential(number())
    default: .red
    }
  }

  mutating func scale() -> AxisScale {
    switch count(0...4) {
    case 0, 1: .linear
    case 2, 3: .log
    default: .categories((0..<count(0...4)).map { _ in text() })
    }
  }

  mutating func intervals() -> [DataInterval] {
    let uppers = numbers(7)
    return zip(points(), uppers).map { DataInterval(x: $0.x, lower: $0.y, upper: $1) }
  }

  mutating func bars() -> Bars {
    Bars(
      series: (0..<count(0...3)).map { _ in
        Bars.Series(
          label: chance(0.5) ? text() : nil,
          bars: points().map {
            Bars.Bar(x: $0.x, value: $0.y, interval: chance(0.5) ? (number(), number()) : nil)
          }, paint: paint())
      })
  }

  mutating func colorBar() -> ColorBar {
    ColorBar(
      scale: ColorScale(of: numbers(count(0...4)), scale: chance(0.5) ? .linear : .log),
      label: chance(0.5) ? text() : nil, isOfSeries: chance(0.5))
  }

  mutating func layer() -> any PlotLayer {
    let label = chance(0.5) ? text() : nil
    switch count(0...9) {
    case 0: return LineSeries(label: label, points: points(), index: integer())
    case 1:
      return LineSeries(
        label: label, points: points(), paint: paint(), dash: .series(integer()),
        marker: chance(0.5) ? .series(integer()) : nil)
    case 2:
      return ScatterPoints(
        label: label, points: points(), paint: paint(), marker: .series(integer()),
        isOutlined: chance(0.5))
    case 6: return Band(label: label, intervals: intervals(), paint: paint())
    case 7: return ErrorBars(intervals: intervals(), paint: paint())
    case 8: return bars()
    case 9: return ScatterPoints(label: label, points: points(), index: integer())
    case 3:
      return ReferenceLine(chance(0.5) ? .horizontal : .vertical, at: number(), label: label)
    case 4:
      let grid = grid()
      let count = chance(0.8) ? min(grid.count, 400) : count(0...9)
      return ContourLine(grid: grid, values: numbers(count), level: number(), label: label)
    default:
      let grid = grid()
      let count = chance(0.8) ? min(grid.count, 400) : count(0...9)
      return ClassRegions(
        grid: grid, classes: (0..<count).map { _ in integer() }, paints: [.red],
        labels: label.map { [$0, "b"] } ?? [])
    }
  }

  mutating func axes() -> Axes {
    let placements: [LegendPlacement] = [.best, .below, .hidden, .at(.center)]
    return Axes(
      title: text(), xLabel: text(), yLabel: text(), xLimits: chance(0.3) ? limits() : nil,
      yLimits: chance(0.3) ? limits() : nil, scales: AxisScales(x: scale(), y: scale()),
      layers: (0..<count(0...4)).map { _ in layer() },
      legend: placements.randomElement(using: &random) ?? .best, showsGrid: chance(0.5),
      hasEqualAspect: chance(0.3), colorBar: chance(0.2) ? colorBar() : nil, note: chance(0.3) ? text() : nil)
  }

  mutating func heatMap() -> HeatMap {
    let (rows, columns) = (count(0...4), count(0...4))
    return HeatMap(
      title: text(), xLabel: text(), yLabel: text(), columnNames: (0..<columns).map { _ in text() },
      rowNames: (0..<rows).map { _ in text() }, values: (0..<count(0...4)).map { _ in numbers(count(0...5)) },
      texts: (0..<count(0...4)).map { _ in (0..<count(0...4)).map { _ in text() } },
      shading: chance(0.5) ? .signed : .sequential(colorBar()), note: chance(0.3) ? text() : nil)
  }

  mutating func confusionMatrix() -> HeatMap {
    HeatMap.confusionMatrix(
      title: text(), classNames: (0..<count(0...4)).map { _ in text() },
      counts: (0..<count(0...4)).map { _ in (0..<count(0...4)).map { _ in integer() } })
  }

  mutating func imageGrid() -> ImageGrid {
    let items = (0..<count(0...5)).compactMap { _ -> ImageGrid.Item? in
      let (width, height, channels) =
        chance(0.1) ? (integer(), integer(), integer()) : (count(0...9), count(0...9), 1)
      let bytes = (0..<(count(0...9) == 0 ? 5 : min(max(width, 0), 9) * min(max(height, 0), 9)))
        .map { _ in UInt8.random(in: .min ... .max, using: &random) }
      return RasterImage(width: width, height: height, channels: channels, bytes: bytes).map {
        ImageGrid.Item(image: $0, caption: (0..<count(0...2)).map { _ in text() }, paint: paint())
      }
    }
    return ImageGrid(title: text(), items: items, columns: integer())
  }

  mutating func graph() -> Graph {
    let names = (0..<count(0...6)).map { "\($0 % 5)" }
    func anyName() -> String { names.randomElement(using: &random) ?? "nowhere" }
    return Graph(
      title: text(),
      nodes: names.map { Graph.Node(id: $0, title: text(), lines: [text()], paint: paint()) },
      edges: (0..<count(0...9)).map { _ in
        Graph.Edge(from: anyName(), to: anyName(), lines: chance(0.5) ? [text(), text()] : [])
      })
  }

  mutating func panel() -> any Panel {
    switch count(0...7) {
    case 0...3: axes()
    case 4: heatMap()
    case 5: confusionMatrix()
    case 6: imageGrid()
    default: graph()
    }
  }

  mutating func figure() -> Figure {
    Figure(
      name: text(), title: chance(0.5) ? text() : nil, panels: (0..<count(0...4)).map { _ in panel() },
      columns: chance(0.3) ? integer() : nil,
      size: chance(0.3) ? Size(width: number(), height: number()) : nil)
  }
}

/// Steele, Lea and Flood 2014: the same numbers for the same seed.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
