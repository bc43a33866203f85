import Testing

@testable import Plot

@Suite struct AxesTests {
  private func series(_ label: String?, _ values: [Double], index: Int = 0) -> LineSeries {
    let points = values.enumerated().map { DataPoint(x: Double($0.offset + 1), y: $0.element) }
    return LineSeries(label: label, points: points, index: index)
  }

  @Test func twoPanels() throws {
    let figure = Figure(
      name: "two_panels",
      panels: [
        Axes(
          title: "Training Loss", xLabel: "Epoch", yLabel: "Loss",
          layers: [series("relu", [0.26, 0.11, 0.08]), series("tanh", [0.27, 0.12, 0.09], index: 1)]),
        Axes(
          title: "Test Accuracy", xLabel: "Epoch", yLabel: "Test Accuracy (%)",
          layers: [series("relu", [95.4, 96.9, 97.2]), series("tanh", [95.7, 96.6, 97.1], index: 1)]),
      ])
    #expect(xmlFault(in: figure.svg) == nil)
    try expectSnapshot(figure.svg, named: "two_panels.svg")
  }

  @Test func referenceLinesAndLimits() throws {
    let figure = Figure(
      name: "reference lines", title: "A <title> & \"more\"",
      panels: [
        Axes(
          yLimits: AxisLimits(-1, 1),
          layers: [
            ReferenceLine(.horizontal, at: 0),
            ReferenceLine(.vertical, at: 2, label: "target", paint: .red, dash: .dashed),
            series("out and in", [0, 4, -4, 0.5]),
          ])
      ])
    #expect(xmlFault(in: figure.svg) == nil)
    try expectSnapshot(figure.svg, named: "reference_lines.svg")
  }

  /// Data that no axis can show as it is: each must give well-formed XML with finite numbers only.
  @Test(arguments: [
    [], [0.5], [3, 3, 3], [0, 0], [.nan], [.nan, 1, .nan], [1, 2, .infinity, 3], [1e-12, 2e-12],
    [1e12, 2e12], [-1e299, 1e299], [1e308, -1e308], [Double.leastNonzeroMagnitude, 0],
    [1, 1.0000000000000002],
    [-400, -3], [-.infinity, .infinity],
  ])
  func degenerateData(values: [Double]) {
    let svg = Figure(
      name: "degenerate",
      panels: [Axes(title: "t", xLabel: "x", yLabel: "y", layers: [series("s", values)])]
    ).svg
    #expect(xmlFault(in: svg) == nil)
    for word in ["nan", "inf", "e+", "-0.00\"", "1000000000.00"] { #expect(!svg.contains(word)) }
  }

  @Test func aLineBreaksAtWhatIsNotFinite() {
    let frame = PlotFrame(
      plot: Rect(x: 0, y: 0, width: 100, height: 100), x: AxisLimits(0, 10), y: AxisLimits(0, 10))
    let line = series(nil, [1, 2, .nan, 4, .infinity, 6, 7])
    #expect(frame.visiblePieces(of: line.points).map(\.count) == [2, 1, 2])
  }

  @Test func aLineIsClippedToThePlot() {
    let frame = PlotFrame(
      plot: Rect(x: 0, y: 0, width: 100, height: 100), x: AxisLimits(0, 10), y: AxisLimits(0, 10))
    let spike = [(2.0, 5.0), (4.0, 1e200), (6.0, 5.0)].map { DataPoint(x: $0.0, y: $0.1) }
    for point in frame.visiblePieces(of: spike).flatMap({ $0 }) {
      #expect((-5...105).contains(point.x) && (-5...105).contains(point.y))
    }
  }

  @Test func thirtySeriesAreToldApart() {
    let styles = (0..<30).map { index in
      let line = series("s\(index)", [1, 2], index: index)
      return "\(line.paint.className) \(line.dash) \(line.marker.map { "\($0)" } ?? "")"
    }
    #expect(Set(styles).count == 30)
  }

  /// As many as the functions of a panel can be, all of them curves without markers.
  @Test func aHundredCurvesAreToldApart() {
    let styles = (0..<100).map { index in
      let line = LineSeries(label: nil, points: [], paint: .series(index), dash: .series(index))
      return "\(line.paint.className) \(line.dash.pattern ?? "")"
    }
    #expect(Set(styles).count == 100)
  }

  @Test func aLineWithoutPointsHasNoSampleInTheLegend() {
    for values in [[], [Double.nan, .infinity]] {
      let entries = series("relu", values).legendEntries
      #expect(entries == [LegendEntry(label: "relu", paint: .muted, sample: .missing)])
    }
  }

  @Test func theFarthestLimitsAreThoseThatAFileMayGive() {
    let limits = AxisLimits(-1e300, 1e300)
    #expect(limits.lower == -1e300 && limits.upper == 1e300)
  }

  @Test func aLargeLegendGoesBelow() {
    let layers = (0..<30).map { series("series \($0)", [1, 2], index: $0) }
    let axes = Axes(layers: layers)
    let layout = AxesLayout(axes, cell: Size(width: 600, height: 400))
    guard case .below(let legend) = layout.legend else {
      Issue.record("the legend is not below the axes")
      return
    }
    #expect(legend.size.width <= 600)
    #expect(axes.naturalHeight(width: 600) == 400 + legend.size.height)
  }

  @Test func theLegendKeepsOffTheData() {
    func corner(_ values: [Double]) -> Rect {
      let plot = Rect(x: 0, y: 0, width: 400, height: 300)
      let frame = PlotFrame(plot: plot, x: AxisLimits(1, 3), y: AxisLimits(0, 10))
      let line = series("s", values)
      return LegendSite(
        for: Size(width: 100, height: 60), in: plot, avoiding: [line.footprint(in: frame)],
        corners: LegendCorner.allCases
      ).rect
    }
    #expect(corner([0, 0, 0]).x == 294)
    #expect(corner([0, 0, 10]) == Rect(x: 6, y: 6, width: 100, height: 60))
    #expect(corner([9, 9, 9]) == Rect(x: 6, y: 234, width: 100, height: 60))
  }

  @Test func escaping() {
    #expect(
      SVGWriter.escaped("a<b>&\"c\"\u{0}\u{1B}\u{FFFE}\r\nŷ 🙂") == "a&lt;b&gt;&amp;&quot;c&quot;  ŷ 🙂")
  }

  @Test func longTextIsShrunkThenCut() {
    #expect(FittedText("short", size: 16, width: 500).size == 16)
    let shrunk = FittedText("a title of some length", size: 16, width: 150)
    #expect(shrunk.text == "a title of some length" && shrunk.size < 16)
    let cut = FittedText(String(repeating: "word ", count: 40), size: 16, width: 150)
    #expect(cut.text.hasSuffix("…") && cut.size == 12)
    #expect(TextWidth.of(cut.text, size: cut.size) <= 150)
    #expect(FittedText("x", size: 16, width: 0).text == "…")
    let name = FittedText("a name of some length 1", size: 16, width: 100, keepsEnd: true)
    #expect(name.text.hasPrefix("a na") && name.text.hasSuffix("gth 1") && name.text.contains("…"))
    #expect(TextWidth.of(name.text, size: name.size) <= 100)
    #expect(FittedText("x", size: 16, width: 0, keepsEnd: true).text == "…")
  }
}
