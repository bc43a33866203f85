import Testing

@testable import Plot

/// Every mark as a picture that somebody has looked at.
@Suite struct MarkTests {
  private func expectFigure(
    _ figure: Figure, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(xmlFault(in: figure.svg) == nil, sourceLocation: sourceLocation)
    try expectSnapshot(figure.svg, named: "\(figure.name).svg", sourceLocation: sourceLocation)
  }

  /// Errors that fall with the epoch, each series more slowly than the one before it.
  private func errors(_ index: Int, count: Int) -> [DataPoint] {
    (1...count).map { DataPoint(x: Double($0), y: 1 / (Double($0) * 0.4 + Double(index)) + 0.05) }
  }

  private func band(_ points: [DataPoint], _ share: Double) -> [DataInterval] {
    points.map { DataInterval(x: $0.x, lower: $0.y * (1 - share), upper: $0.y * (1 + share)) }
  }

  @Test func bandsAroundLinesWithOneLegend() throws {
    func panel(_ title: String, _ count: Int, _ scales: AxisScales = AxisScales()) -> Axes {
      let lines = (0..<3).map { index -> LineSeries in
        var points = errors(index, count: count)
        if index == 1 { points[count / 2].y = .nan }
        return LineSeries(label: ["relu", "tanh", "sigmoid"][index], points: points, index: index)
      }
      let bands = lines.map { Band(intervals: band($0.points, 0.15), paint: $0.paint) }
      return Axes(
        title: title, xLabel: "Epoch", yLabel: "Test Error", scales: scales,
        layers: bands as [any PlotLayer] + lines, note: nil)
    }
    try expectFigure(
      Figure(
        name: "bands", title: "Mean and 95 % interval over 5 seeds",
        panels: [
          panel("few epochs", 6), panel("many epochs", 120),
          panel("log scales", 120, AxisScales(x: .log, y: .log)),
        ], columns: 2))
  }

  @Test func tenSeriesAndMore() throws {
    func panel(_ title: String, _ count: Int, _ points: Int) -> Axes {
      Axes(
        title: title,
        layers: (0..<count).map { index in
          let values = (1...points).map {
            DataPoint(x: Double($0), y: Double(index) + Double($0 * $0 % 7) / 12)
          }
          return LineSeries(label: "series \(index + 1)", points: values, index: index)
        })
    }
    try expectFigure(
      Figure(
        name: "many_series", panels: [panel("ten", 10, 6), panel("twelve long ones", 12, 60)], columns: 2))
  }

  @Test func barsWithErrorBars() throws {
    func series(_ label: String, _ index: Int, _ values: [Double]) -> Bars.Series {
      Bars.Series(
        label: label,
        bars: values.enumerated().map {
          Bars.Bar(
            x: Double($0.offset), value: $0.element, interval: ($0.element - 0.1, $0.element + 0.15))
        }, paint: .series(index))
    }
    let long = ["a name of some length", "another one that is longer still", "relu", "tanh", "gelu", "elu"]
    let negative = Bars(
      series: [
        series("before", 0, [1, -0.5, 0.2]), series("after", 1, [0.8, .nan, -0.9]),
      ])
    try expectFigure(
      Figure(
        name: "bars",
        panels: [
          Axes(
            title: "grouped", yLabel: "Accuracy",
            scales: AxisScales(x: .categories(["SGD", "Adam", "RMSprop"])),
            layers: [
              Bars(series: [series("wide", 0, [0.8, 0.9, 0.7]), series("deep", 1, [0.6, 0.95, 0.75])])
            ]),
          Axes(
            title: "negative and missing", yLabel: "Change",
            scales: AxisScales(x: .categories(["SGD", "Adam", "RMSprop"])), layers: [negative],
            note:
              "1 of 6 values is not finite: an arm diverged, and a cross stands in its place. A note that is"
              + " longer than the panel is wide goes on in the next line."),
          Axes(
            title: "long names", xLabel: "Activation", yLabel: "Accuracy",
            scales: AxisScales(x: .categories(long)),
            layers: [Bars(series: [series("", 2, [0.5, 0.6, 0.7, 0.8, 0.9, 1])])]),
          Axes(
            title: "numeric axis", xLabel: "Width", yLabel: "Parameters",
            scales: AxisScales(x: .log, y: .log),
            layers: [
              Bars(
                series: [
                  Bars.Series(
                    label: nil,
                    bars: (4...9).map { Bars.Bar(x: Double(1 << $0), value: Double(1 << (2 * $0))) },
                    paint: .series(4))
                ])
            ]),
        ], columns: 2))
  }

  @Test func scatterWithErrorBars() throws {
    let clouds = (0..<5).map { index in
      ScatterPoints(
        label: "optimizer \(index + 1)",
        points: (0..<9).map { (place: Int) -> DataPoint in
          let height = Double(place * 17 % 13) * 0.7
          return DataPoint(x: Double(place * 37 % 11 + index), y: height + 2 * Double(index))
        }, index: index)
    }
    let points = (0..<6).map { DataPoint(x: Double(1 << $0) / 1000, y: 0.9 - Double($0 * $0) / 50) }
    try expectFigure(
      Figure(
        name: "scatter",
        panels: [
          Axes(title: "points", xLabel: "Loss", yLabel: "Accuracy", layers: clouds),
          Axes(
            title: "learning rate", xLabel: "Learning Rate", yLabel: "Accuracy", scales: AxisScales(x: .log),
            layers: [
              ReferenceLine(.horizontal, at: 0.8, label: "target", paint: .red, dash: .dashed),
              ReferenceLine(.vertical, at: 0.004, label: "default", dash: .dotted),
              ErrorBars(intervals: band(points, 0.05), paint: .series(0)),
              ScatterPoints(label: "mean", points: points, index: 0),
            ]),
        ], columns: 2))
  }

  /// Bars that would cover each other stand apart around their place, no further than a marker reaches.
  @Test func errorBarsStandApart() {
    #expect(ErrorBars.offset(of: 0, among: 1) == 0)
    #expect((0..<2).map { ErrorBars.offset(of: $0, among: 2) } == [-1.5, 1.5])
    #expect((0..<3).map { ErrorBars.offset(of: $0, among: 3) } == [-3, 0, 3])
    #expect((0..<9).map { ErrorBars.offset(of: $0, among: 9) } == [-4, -3, -2, -1, 0, 1, 2, 3, 4])
    let frame = PlotFrame(
      plot: Rect(x: 0, y: 0, width: 100, height: 100), x: AxisLimits(0, 10), y: AxisLimits(0, 10),
      scales: AxisScales())
    func bars(_ intervals: [(Double, Double, Double)]) -> ErrorBars {
      ErrorBars(
        intervals: intervals.map { DataInterval(x: $0.0, lower: $0.1, upper: $0.2) }, paint: .series(0))
    }
    let apart = ErrorBars.apart([
      bars([(2, 1, 4), (5, 1, 3), (8, 1, 2)]), bars([(2, 3, 6), (5, 4, 5)]), bars([(2, 5, 7), (6, 1, 9)]),
    ])
    let places = apart.map { bars in
      // Each bar is a line and two caps.
      let lines = bars.footprint(in: frame).polylines
      return stride(from: 0, to: lines.count, by: 3).map { lines[$0][0].x }
    }
    #expect(places == [[17, 50, 80], [20, 50], [23, 60]])
  }

  @Test func heatMapsWithColorBars() throws {
    let rates = ["0.0001", "0.001", "0.01", "0.1", "1"]
    let values = (0..<4).map { (row: Int) -> [Double] in
      (0..<5).map { (column: Int) -> Double in
        let distance = (row - 1) * (row - 1) + (column - 2) * (column - 2)
        return row == 2 && column == 4 ? .nan : 0.97 - 0.02 * Double(distance)
      }
    }
    func text(_ value: Double) -> String {
      value.isNaN ? "" : TickLabels.decimal(Int((value * 100).rounded()), exponent: -2)
    }
    let texts = values.map { $0.map(text) }
    let wide = (0..<12).map { row in (0..<30).map { Double(1 << ((row + $0) % 20)) } }
    try expectFigure(
      Figure(
        name: "heat_maps",
        panels: [
          HeatMap(
            title: "Accuracy", xLabel: "Learning Rate", yLabel: "Width", columnNames: rates,
            rowNames: ["16", "32", "64", "128"], values: values, texts: texts,
            shading: .sequential(
              ColorBar(scale: ColorScale(of: values.flatMap { $0 }), label: "Test Accuracy")),
            note: "1 of 20 arms diverged."),
          HeatMap(
            title: "Loss", xLabel: "Rate", columnNames: (0..<30).map { "rate \($0)" },
            rowNames: (0..<12).map { "\($0)" }, values: wide,
            shading: .sequential(
              ColorBar(scale: ColorScale(of: wide.flatMap { $0 }, scale: .log), label: "Loss"))),
        ], columns: 2))
  }

  @Test func seriesOfANumberAndReferenceLines() throws {
    let rates = [0.0001, 0.001, 0.01, 0.1]
    let scale = ColorScale(of: rates, scale: .log)
    let lines = rates.enumerated().map { index, rate in
      LineSeries(
        label: nil, points: errors(index, count: 40), index: index,
        paint: .numericSeries(scale.share(of: rate) ?? 0))
    }
    let gone = LineSeries(label: "rate=10", points: [DataPoint(x: 1, y: .nan)], index: 4)
    func panel(_ title: String, _ y: ClosedRange<Double>) -> Axes {
      let points = (0...10).map { index in
        DataPoint(
          x: Double(index), y: y.lowerBound + (y.upperBound - y.lowerBound) * Double(index * index) / 100)
      }
      return Axes(
        title: title, scales: AxisScales(y: .log),
        layers: [
          LineSeries(label: "loss", points: points, index: 1),
          LineSeries(label: "zero", points: [DataPoint(x: 1, y: 0)], index: 2),
        ])
    }
    try expectFigure(
      Figure(
        name: "numeric_series",
        panels: [
          Axes(
            title: "learning rates", xLabel: "Epoch", yLabel: "Loss",
            layers: lines + [gone, ReferenceLine(.horizontal, at: 0.3, label: "target", dash: .dashed)],
            colorBar: ColorBar(scale: scale, label: "Learning Rate", isOfSeries: true)),
          panel("less than a decade", 0.21...0.74), panel("near each other", 0.95...0.97),
          panel("one and a half", 0.004...0.2), panel("many decades", 1e-250...1e250),
          panel("twelve decades", 1e-9...1e3),
        ], columns: 2))
  }
}
