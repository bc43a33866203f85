import Testing

@testable import Plot

/// Colours that readers with and without a deficiency of colour vision tell apart.
@Suite struct PaletteTests {
  /// The pairs of Sharma, Wu and Dalal 2005, table 1.
  @Test(arguments: [
    (LabColor(50, 2.6772, -79.7751), LabColor(50, 0, -82.7485), 2.0425),
    (LabColor(50, 3.1571, -77.2803), LabColor(50, 0, -82.7485), 2.8615),
    (LabColor(50, 2.8361, -74.0200), LabColor(50, 0, -82.7485), 3.4412),
    (LabColor(50, -1.3802, -84.2814), LabColor(50, 0, -82.7485), 1.0000),
    (LabColor(50, -1.1848, -84.8006), LabColor(50, 0, -82.7485), 1.0000),
    (LabColor(50, -0.9009, -85.5211), LabColor(50, 0, -82.7485), 1.0000),
    (LabColor(50, 0, 0), LabColor(50, -1, 2), 2.3669), (LabColor(50, -1, 2), LabColor(50, 0, 0), 2.3669),
    (LabColor(50, 2.49, -0.001), LabColor(50, -2.49, 0.0009), 7.1792),
    (LabColor(50, 2.49, -0.001), LabColor(50, -2.49, 0.0011), 7.2195),
    (LabColor(50, -0.001, 2.49), LabColor(50, 0.0009, -2.49), 4.8045),
    (LabColor(50, -0.001, 2.49), LabColor(50, 0.0011, -2.49), 4.7461),
    (LabColor(50, 2.5, 0), LabColor(50, 0, -2.5), 4.3065),
    (LabColor(50, 2.5, 0), LabColor(73, 25, -18), 27.1492),
    (LabColor(50, 2.5, 0), LabColor(61, -5, 29), 22.8977),
    (LabColor(50, 2.5, 0), LabColor(56, -27, -3), 31.9030),
    (LabColor(50, 2.5, 0), LabColor(58, 24, 15), 19.4535),
    (LabColor(50, 2.5, 0), LabColor(50, 3.1736, 0.5854), 1.0000),
    (LabColor(50, 2.5, 0), LabColor(50, 1.8634, 0.5757), 1.0000),
    (LabColor(60.2574, -34.0099, 36.2677), LabColor(60.4626, -34.1751, 39.4387), 1.2644),
    (LabColor(63.0109, -31.0961, -5.8663), LabColor(62.8187, -29.7946, -4.0864), 1.2630),
    (LabColor(61.2901, 3.7196, -5.3901), LabColor(61.4292, 2.2480, -4.9620), 1.8731),
    (LabColor(35.0831, -44.1164, 3.7933), LabColor(35.0232, -40.0716, 1.5901), 1.8645),
    (LabColor(22.7233, 20.0904, -46.6940), LabColor(23.0331, 14.9730, -42.5619), 2.0373),
    (LabColor(36.4612, 47.8580, 18.3852), LabColor(36.2715, 50.5065, 21.2231), 1.4146),
    (LabColor(90.8027, -2.0831, 1.4410), LabColor(91.1528, -1.6435, 0.0447), 1.4441),
    (LabColor(90.9257, -0.5406, -0.9208), LabColor(88.6381, -0.8985, -0.7239), 1.5381),
    (LabColor(6.7747, -0.2908, -2.4247), LabColor(5.8714, -0.0985, -2.2286), 0.6377),
    (LabColor(2.0776, 0.0795, -1.1350), LabColor(0.9033, -0.0636, -0.5514), 0.9082),
  ])
  func ciede2000(first: LabColor, second: LabColor, expected: Double) {
    #expect(abs(first.difference(to: second) - expected) < 5e-5)
    #expect(abs(second.difference(to: first) - expected) < 5e-5)
  }

  private static let sets: [(name: String, colors: [RGB], background: RGB)] = [
    ("light", SeriesColors.all.map(\.light), RGB(0xFFFFFF)),
    ("dark", SeriesColors.all.map(\.dark), RGB(0x0D1117)),
  ]

  @Test func backgroundsAreThoseOfFigures() {
    #expect(Self.sets.map(\.background.hexadecimal) == [Paint.background.light, Paint.background.dark])
  }

  /// The least difference between any two colours.
  private func least(_ colors: [RGB], _ vision: ColorVision) -> Double {
    let seen = colors.map(vision.seen)
    return seen.indices.reduce(Double.infinity) { least, index in
      seen[..<index].reduce(least) { min($0, $1.difference(to: seen[index])) }
    }
  }

  @Test(arguments: ColorVision.allCases)
  func anyTwoSeriesAreToldApart(vision: ColorVision) {
    for set in Self.sets {
      #expect(set.colors.count == 10)
      #expect(least(set.colors, vision) >= 11, "\(set.name)")
      #expect(least(Array(set.colors.prefix(5)), vision) >= 17, "\(set.name), the first five")
    }
  }

  /// What the colours were before, as a check of the measure.
  @Test func tab10IsNotToldApart() {
    let tab10 = [
      0x1F77B4, 0xFF7F0E, 0x2CA02C, 0xD62728, 0x9467BD, 0x8C564B, 0xE377C2, 0x7F7F7F, 0xBCBD22, 0x17BECF,
    ].map { RGB($0) }
    let worst = ColorVision.allCases.map { least(tab10, $0) }.min() ?? 0
    #expect(worst < 2)
  }

  @Test func seriesStandOutFromTheBackground() {
    for set in Self.sets {
      for color in set.colors { #expect(color.contrast(to: set.background) >= 3, "\(color.hexadecimal)") }
    }
  }

  @Test(arguments: ColorVision.allCases)
  func lightnessOfSequentialColorsChangesInOneDirection(vision: ColorVision) {
    let colors = (0...SequentialColors.steps).map(SequentialColors.color)
    let light = colors.map { vision.seen($0.light).l }
    let dark = colors.map { vision.seen($0.dark).l }
    #expect(zip(light, light.dropFirst()).allSatisfy { $0 - $1 > 0.9 })
    #expect(zip(dark, dark.dropFirst()).allSatisfy { $1 - $0 > 0.9 })
  }

  @Test func seriesOfNumbersStandOutFromTheBackground() {
    for step in SequentialColors.firstOfLines...SequentialColors.steps {
      let color = SequentialColors.color(step)
      #expect(color.light.contrast(to: RGB(0xFFFFFF)) >= 3)
      #expect(color.dark.contrast(to: RGB(0x0D1117)) >= 3)
    }
    #expect(Paint.numericSeries(0).className == "s16" && Paint.numericSeries(1).className == "s32")
    #expect(Paint.numericSeries(.nan).className == "s16" && Paint.numericSeries(-7) == Paint.numericSeries(0))
  }

  /// Numbers in cells are read on each colour.
  @Test func numbersInCellsStandOut() {
    for step in 0...SequentialColors.steps {
      let color = SequentialColors.color(step)
      let isFar = step >= SequentialColors.firstOfLines - 1
      #expect(color.light.contrast(to: isFar ? RGB(0xFFFFFF) : RGB(0x262626)) >= 3)
      #expect(color.dark.contrast(to: isFar ? RGB(0x0D1117) : RGB(0xE6EDF3)) >= 3)
    }
  }

  @Test func aFigureHasTheDarkRuleOfEachSequentialColor() {
    let map = HeatMap(
      columnNames: ["a", "b"], rowNames: ["c"], values: [[0, 1]],
      shading: .sequential(ColorBar(scale: ColorScale(of: [0, 1]))))
    let svg = Figure(name: "f", panels: [map]).svg
    for step in 0...SequentialColors.steps {
      #expect(svg.contains(".s\(step){color:\(SequentialColors.color(step).dark.hexadecimal)}"))
    }
    #expect(!Figure(name: "f", panels: []).svg.contains(".s0{"))
  }
}
