import Experiment
import Foundation
import Planner
import Testing
import Trials

@testable import Plot
@testable import Reporter

/// What marks of arms draw, from records that nobody trained.
@Suite struct MarkDrawingTests {
  /// The panels of a declared one, of trials that lost `losses` in their epochs; a trial of no losses
  /// diverged, one that ends in NaN did so later.
  private func panels(
    _ panel: String, sweep: String, epochs: String = "2", _ losses: [[Double]]
  ) throws -> [any Panel] {
    let planned = try PlannedRecords(
      sweep: sweep, report: "{figures: [{name: f, panels: [\(panel)]}]}", epochs: epochs,
      layers: "[dense: {units: $h, activation: $act, weights: {normal: {standard_deviation: $rate}}}, "
        + "dense: {units: 2}]")
    var drawing = planned.plan.experiment.report.figures[0].panels[0].accept(
      PanelDrawer(plan: planned.plan))
    var arms: [Arm] = []
    for (trial, losses) in zip(try planned.plan.trials(), losses) {
      let isWhole = losses.last?.isNaN == false
      let record = TrialRecord(
        trial: trial, status: isWhole ? .completed : .diverged(epoch: max(losses.count, 1)),
        epochs: losses.filter { !$0.isNaN }.enumerated().map { EpochRecord(epoch: $0 + 1, values: [$1]) })
      if arms.isEmpty || !arms[arms.count - 1].add(record) { arms.append(Arm(record)) }
    }
    for arm in arms { drawing.add(arm) }
    return drawing.panels
  }

  private func axes(_ panel: String, sweep: String, _ losses: [[Double]]) throws -> Axes {
    try #require(try panels(panel, sweep: sweep, losses).first as? Axes)
  }

  /// A sweep over `rate`, of two trials each.
  private let rates = "{grid: {rate: [0.10, 0.01, 1]}, zip: {h: [2], act: [relu]}, seeds: 2}"

  private func lines(_ axes: Axes) -> [LineSeries] { axes.layers.compactMap { $0 as? LineSeries } }
  private func marks(_ axes: Axes) -> [Double] {
    axes.layers.compactMap { $0 as? MissingMarks }.flatMap(\.places)
  }

  // MARK: - Lines

  @Test func aLineAgainstAnAxisHasTheMeansOfFinalMetricsInOrder() throws {
    let axes = try axes(
      "line: {x: rate, y: train_loss, scale: {x: log}}", sweep: rates,
      [[9, 1], [9, 3], [9, 5], [9, 5], [9, 7], [9, 9]])
    let line = lines(axes)[0]
    #expect(line.points == [DataPoint(x: 0.01, y: 5), DataPoint(x: 0.1, y: 2), DataPoint(x: 1, y: 8)])
    #expect(line.label == nil && axes.scales.x == .log && axes.note == nil)
    let bars = try #require(axes.layers.compactMap { $0 as? ErrorBars }.first)
    // A t of one degree of freedom: 12.706 standard errors of 1 to each side.
    #expect(bars.intervals.map(\.x) == [0.01, 0.1, 1])
    #expect(abs(bars.intervals[1].upper - 14.706204736174694) < 1e-12)
  }

  @Test func whatDivergedIsMarkedAtItsPlaceAndSaid() throws {
    let axes = try axes(
      "line: {x: rate, y: train_loss}", sweep: rates, [[1], [3], [], [4], [], []])
    #expect(lines(axes)[0].points == [DataPoint(x: 0.01, y: 4), DataPoint(x: 0.1, y: 2)])
    #expect(marks(axes) == [1])
    #expect(axes.note == "Diverged: rate=0.01 (1 of 2 trials), rate=1 (2 of 2 trials).")
  }

  @Test func anArmThatDivergedHasACrossInTheLegend() throws {
    let axes = try axes(
      "line: {y: train_loss, series: rate, names: {0.1: slow}}", sweep: rates, [[], [], [4], [6], [1], [2]])
    #expect(axes.note == "Diverged: slow (2 of 2 trials).")
    let entries = axes.layers.flatMap { $0.legendEntries(on: axes.scales) }
    #expect(entries.map(\.label) == ["slow", "rate=0.01", "rate=1"])
    #expect(entries[0].sample == .missing && entries[1].sample != .missing)
  }

  @Test func aLoneTrialIsShownAsFarAsItWentWithACrossAtItsEnd() throws {
    let axes = try axes(
      "line: {y: train_loss, series: rate}",
      sweep: "{grid: {rate: [0.1, 0.2]}, zip: {h: [2], act: [relu]}}", [[1, 2, .nan], [3, 4, 5]])
    #expect(lines(axes).map(\.points.count) == [2, 3])
    #expect(axes.note == "Diverged: rate=0.1 (in epoch 3).")
    let cross = try #require(axes.layers.compactMap { $0 as? ScatterPoints }.first)
    #expect(cross.points == [DataPoint(x: 2, y: 2)] && cross.marker == .cross)
  }

  @Test func whatHasNoPlaceOnALogarithmicAxisIsMarkedAndSaid() throws {
    let axes = try axes(
      "line: {y: train_loss, series: rate, scale: {y: log}}",
      sweep: "{grid: {rate: [0.1, 0.2]}, zip: {h: [2], act: [relu]}}", [[1, 0, -1], [3, 4, 5]])
    #expect(marks(axes) == [2, 3])
    #expect(axes.note == "0 or less, without a place on a logarithmic axis: rate=0.1 (2 points).")
    let band = try self.axes(
      "line: {y: train_loss, band: sd, over: [rate], scale: {y: log}}", sweep: rates,
      [[1], [1], [1], [1], [1], [9]])
    #expect(band.note == "What reaches the lower edge goes on to 0 or less.")
  }

  @Test func pooledAxesCountAsReplicates() throws {
    let axes = try axes(
      "line: {y: train_loss, over: [rate], band: range}", sweep: rates, [[1], [2], [3], [4], [5], [9]])
    #expect(lines(axes).map(\.points) == [[DataPoint(x: 1, y: 4)]])
    let band = try #require(axes.layers.compactMap { $0 as? Band }.first)
    #expect(band.intervals == [DataInterval(x: 1, lower: 1, upper: 9)])
  }

  @Test func eachReplicateIsALineBeneathTheMean() throws {
    let axes = try axes(
      "line: {y: train_loss, where: {rate: 1e-2}, band: each}", sweep: rates,
      [[1, 1], [2, 2], [3, 5], [5, 7], [9, 9], [9, 9]])
    #expect(lines(axes).map { $0.points.map(\.y) } == [[3, 5], [5, 7], [4, 6]])
    #expect(lines(axes).map(\.width) == [0.6, 0.6, 2])
  }

  @Test func conditionsAreOnDerivedValuesSeedsAndReplicatesToo() throws {
    let sweep =
      "{grid: {rate: [0.1, 0.2]}, derive: {double: rate * 2}, zip: {h: [2], act: [relu]}, seeds: [7, 9]}"
    let losses: [[Double]] = [[1], [2], [3], [4]]
    for (condition, y) in [
      ("double: 0.4, seed: 7", 3.0), ("double: 4e-1, replicate: 1", 4),
      ("double: 0.2, rate: 0.10, seed: 9", 2),
    ] {
      let axes = try axes("line: {y: train_loss, where: {\(condition)}}", sweep: sweep, losses)
      #expect(lines(axes).map(\.points) == [[DataPoint(x: 1, y: y)]], "\(condition)")
    }
  }

  @Test func percentIsAHundredTimesTheNumberOfBandsToo() throws {
    let axes = try axes(
      "line: {y: train_loss, over: [rate], band: range, unit: percent}", sweep: rates,
      [[0.25], [0.5], [0.75], [0.25], [0.5], [0.75]])
    #expect(lines(axes)[0].points[0].y == 50 && axes.yLabel == "Training Loss (%)")
    #expect((axes.layers[0] as? Band)?.intervals == [DataInterval(x: 1, lower: 25, upper: 75)])
  }

  // MARK: - Facets, colours, lines

  @Test func facetsHaveTheSameAxesAndColours() throws {
    let panels = try panels(
      "line: {y: train_loss, facet: h, series: act, title: Loss, names: {relu: ReLU}}",
      sweep: "{grid: {h: [2, 4], act: [relu, tanh]}, zip: {rate: [0.1]}}",
      [[1, 2], [2, 3], [10, 20], [5, 6]])
    let axes = panels.compactMap { $0 as? Axes }
    #expect(axes.map(\.title) == ["Loss: h=2", "Loss: h=4"])
    #expect(axes.map(\.bounds) == [axes[0].bounds, axes[0].bounds] && axes[0].bounds.y == 1...20)
    #expect(axes.map { lines($0).map(\.label) } == [["ReLU", "tanh"], ["ReLU", "tanh"]])
    #expect(axes.map { lines($0).map(\.paint) } == [[.series(0), .series(1)], [.series(0), .series(1)]])
    #expect(SharedLegend.entries(of: panels)?.map(\.label) == ["ReLU", "tanh"])
  }

  @Test func aFacetInWhichASeriesDivergedSharesTheLegend() throws {
    let panels = try panels(
      "line: {x: rate, y: train_loss, facet: h, series: act}",
      sweep: "{grid: {h: [2, 4], act: [relu, tanh], rate: [0.1, 0.2]}}",
      [[], [], [2], [3], [10], [20], [5], [6]])
    let entries = try #require(SharedLegend.entries(of: panels))
    #expect(entries.map(\.label) == ["relu", "tanh"] && !entries.map(\.sample).contains(.missing))
    #expect(
      (panels[0] as? Axes)?.note == "Diverged: relu, rate=0.1 (in epoch 1), relu, rate=0.2 (in epoch 1).")
  }

  @Test func declaredColoursAreNotGivenToOthers() throws {
    let axes = try axes(
      "line: {y: train_loss, series: rate, over: [h], colors: {0.01: blue, 1.0: red}}",
      sweep: "{grid: {rate: [0.10, 1e-2, 1, 2], h: [2, 4]}, zip: {act: [relu]}}",
      [[1], [1], [2], [2], [3], [3], [4], [4]])
    #expect(lines(axes).map(\.paint) == [.series(1), .series(0), .series(3), .series(2)])
  }

  @Test(arguments: [(4, false, 4), (5, true, 5), (12, true, 12), (13, true, 0)])
  func manyNumbersHaveColoursThatGrow(_ count: Int, _ isSequential: Bool, _ entries: Int) throws {
    let axes = try axes(
      "line: {y: train_loss, series: h}",
      sweep: "{grid: {h: {range: {from: 1, to: \(count), step: 1}}}, zip: {act: [relu], rate: [0.1]}}",
      (0..<count).map { [Double($0)] })
    let last = lines(axes)[count - 1].paint
    #expect(last == (isSequential ? Paint.numericSeries(1) : .series(count - 1)))
    #expect(axes.layers.flatMap { $0.legendEntries(on: axes.scales) }.count == entries)
    #expect((axes.colorBar == nil) == (entries > 0))
  }

  @Test func severalColumnsAreLinesOfTheirOwn() throws {
    let planned = try PlannedRecords(
      sweep: "{grid: {rate: [0.1, 0.2]}}",
      report: "{figures: [{name: f, panels: [line: {y: [train_loss, train_errors], series: rate, "
        + "names: {train_errors: wrong}}]}]}", training: ", metrics: [errors]",
      layers: "[dense: {units: 1, activation: step, weights: {normal: {standard_deviation: $rate}}}]",
      loss: "perceptron")
    var drawing = planned.plan.experiment.report.figures[0].panels[0].accept(
      PanelDrawer(plan: planned.plan))
    for trial in try planned.plan.trials() {
      drawing.add(
        Arm(TrialRecord(trial: trial, status: .completed, epochs: [EpochRecord(epoch: 1, values: [1, 2])])))
    }
    let axes = try #require(drawing.panels.first as? Axes)
    #expect(
      lines(axes).map(\.label) == [
        "rate=0.1, Training Loss", "rate=0.1, wrong", "rate=0.2, Training Loss", "rate=0.2, wrong",
      ])
    // One colour a value, one dash a line.
    #expect(lines(axes).map(\.paint) == [.series(0), .series(0), .series(1), .series(1)])
    #expect(Set(lines(axes).map(\.dash)).count == 4)
    #expect(axes.yLabel == "Training Loss, wrong")
  }

  @Test func linesLimitsAndLegendAreAsDeclared() throws {
    let axes = try axes(
      "line: {y: train_loss, series: rate, lines: [{y: 2, label: goal, style: dashed, color: red}, {x: 1}], "
        + "limits: {y: [0, 9]}, legend: false, x_label: Time}", sweep: rates, [[1], [1], [1], [1], [1], [1]])
    #expect(axes.yLimits == AxisLimits(0, 9) && axes.xLimits == nil)
    #expect(axes.legend == .hidden && axes.xLabel == "Time")
    let references = axes.layers.compactMap { $0 as? ReferenceLine }
    #expect(references.map(\.direction) == [.horizontal, .vertical] && references.map(\.value) == [2, 1])
    #expect(references[0].paint == .series(3) && references[0].label == "goal")
  }

  // MARK: - Scatter, bars, heat maps

  @Test func scatterHasAPointATrial() throws {
    let axes = try axes(
      "scatter: {x: rate, y: train_loss, series: seed}", sweep: rates, [[1], [2], [3], [], [5], [6]])
    let points = axes.layers.compactMap { $0 as? ScatterPoints }
    #expect(points.map(\.label) == ["seed=42", "seed=43"])
    #expect(points[0].points == [0.1, 0.01, 1].enumerated().map { DataPoint(x: $1, y: Double(2 * $0 + 1)) })
    #expect(points[1].points.map(\.x) == [0.1, 1] && marks(axes) == [0.01])
    #expect(axes.note == "Diverged: seed=43 (1 of 3 trials).")
  }

  @Test func valuesThatAreNoNumbersStandSideBySide() throws {
    let axes = try axes(
      "scatter: {x: act, y: parameters, names: {relu: ReLU}}",
      sweep: "{grid: {act: [relu, tanh], h: [1, 2]}, zip: {rate: [0.1]}}", [[1], [1], [1], [1]])
    #expect(axes.scales.x == .categories(["ReLU", "tanh"]))
    let points = axes.layers.compactMap { $0 as? ScatterPoints }[0].points
    #expect(points.map(\.x) == [0, 0, 1, 1] && points.map(\.y) == [7, 12, 7, 12])
    let shifted = try self.axes(
      "scatter: {x: act, y: train_loss, series: h}",
      sweep: "{grid: {act: [relu, tanh], h: [1, 2]}, zip: {rate: [0.1]}}", [[1], [1], [1], [1]])
    let places = shifted.layers.compactMap { $0 as? ScatterPoints }.map { $0.points.map(\.x) }
    #expect(places == [[-0.15, 0.85], [0.15, 1.15]])
  }

  /// A sweep of which `--only` left no trial that a panel shows.
  @Test(arguments: [
    "line: {y: train_loss, series: rate, title: Loss}", "line: {x: rate, y: train_loss, title: Loss}",
    "bar: {x: rate, y: train_loss, title: Loss}", "scatter: {x: rate, y: train_loss, facet: h, title: Loss}",
    "heatmap: {x: rate, y: h, value: train_loss, title: Loss}", "decision_boundary: {title: Loss}",
    "confusion_matrix: {split: train, title: Loss}",
  ]) func aPanelOfNoTrialsSaysSo(_ panel: String) throws {
    let axes = try axes(panel, sweep: rates, [])
    #expect(axes.note == "None of the trials that were run belongs here." && axes.title == "Loss")
    #expect(Figure(name: "f", panels: [axes, axes]).svg.contains("None of the trials"))
  }

  @Test func limitsOfBarsAreThoseOfTheYAxis() throws {
    let axes = try axes(
      "bar: {x: rate, y: train_loss, limits: {y: [0, 20]}}", sweep: rates, [[1], [1], [1], [1], [1], [1]])
    #expect(axes.yLimits == AxisLimits(0, 20) && axes.xLimits == nil)
  }

  @Test func errorBarsOfSeriesAtOnePlaceStandApart() throws {
    let axes = try axes(
      "line: {x: rate, y: train_loss, series: act}",
      sweep: "{grid: {act: [relu, tanh], rate: [0.1, 1]}, zip: {h: [2]}, seeds: 2}",
      [[1], [3], [4], [4], [1], [4], [9], [9]])
    let frame = PlotFrame(
      plot: Rect(x: 0, y: 0, width: 100, height: 100), x: AxisLimits(0, 1), y: AxisLimits(-99, 99),
      scales: AxisScales())
    let places = axes.layers.compactMap { $0 as? ErrorBars }.map { bars in
      bars.footprint(in: frame).polylines.first?.first?.x
    }
    #expect(places == [8.5, 11.5])
    // The points stay where they are.
    #expect(lines(axes).map { $0.points.map(\.x) } == [[0.1, 1], [0.1, 1]])
  }

  @Test func barsAreMeansWithErrorBars() throws {
    let axes = try axes(
      "bar: {x: act, y: train_loss, series: h, band: range, lines: [{y: 1}]}",
      sweep: "{grid: {act: [relu, tanh], h: [2, 4]}, zip: {rate: [0.1]}, seeds: 2}",
      [[1], [3], [4], [4], [5], [6], [], []])
    #expect(axes.scales.x == .categories(["relu", "tanh"]))
    let bars = try #require(axes.layers[0] as? Bars)
    #expect(bars.series.map(\.label) == ["h=2", "h=4"])
    #expect(
      bars.series[0].bars == [
        Bars.Bar(x: 0, value: 2, interval: (1, 3)), Bars.Bar(x: 1, value: 5.5, interval: (5, 6)),
      ])
    #expect(bars.series[1].bars[0] == Bars.Bar(x: 0, value: 4, interval: (4, 4)))
    #expect(bars.series[1].bars[1].value.isNaN)
    #expect(axes.note == "Diverged: h=4, tanh (2 of 2 trials).")
    // A line would be covered by the bars.
    #expect(axes.layers[1] is ReferenceLine)
  }

  @Test func aHeatMapLeavesCellsWithoutTrialsBlankAndCrossesThoseWithoutValues() throws {
    let map = try #require(
      try panels(
        "heatmap: {x: rate, y: h, value: train_loss, names: {2: two}}",
        sweep:
          "{grid: {h: [2, 4], rate: [0.1, 0.01]}, zip: {act: [relu]}, where: h == 2 or rate == 0.1, seeds: 2}",
        [[1], [2], [], [], [10], [20]]
      ).first as? HeatMap)
    // Numbers grow to the right and upwards.
    #expect(map.columnNames == ["0.01", "0.1"] && map.rowNames == ["4", "two"])
    #expect(map.values[0] == [nil, 15] && map.values[1][1] == 1.5)
    #expect(map.values[1][0]?.isNaN == true)
    #expect(map.texts == [["", "15.0"], ["", "1.5"]])
    #expect(
      map.note == "No trial of the crossed cell has a value: it diverged, failed or does not measure it. "
        + "The blank cell has no trials.")
    guard case .sequential(let bar) = map.shading else { throw NoColorBar() }
    #expect(bar.scale == ColorScale(of: [1.5, 15]) && bar.label == "Training Loss")
  }

  private struct NoColorBar: Error {}

  @Test func facetsOfHeatMapsHaveOneScale() throws {
    let maps = try panels(
      "heatmap: {x: rate, y: h, value: train_loss, facet: act}",
      sweep: "{grid: {act: [relu, tanh], h: [2, 4], rate: [0.1, 0.2]}}", (1...8).map { [Double($0)] }
    ).compactMap { $0 as? HeatMap }
    #expect(maps.map(\.title) == ["relu", "tanh"] && maps[0].shading == maps[1].shading)
    #expect(maps[1].values == [[7, 8], [5, 6]])
  }

  @Test func coloursMayBeLogarithmic() throws {
    let map = try #require(
      try panels(
        "heatmap: {x: rate, y: h, value: train_loss, scale: {value: log}}",
        sweep: "{grid: {h: [2], rate: [0.1, 0.01, 0.001]}, zip: {act: [relu]}}", [[1], [0], [100]]
      ).first as? HeatMap)
    guard case .sequential(let bar) = map.shading else { throw NoColorBar() }
    #expect(bar.scale == ColorScale(of: [1, 100], scale: .log))
    #expect(map.note == "1 cell of 0 or less, without a logarithmic colour.")
    #expect(map.values == [[100, 0, 1]])
  }

  @Test(arguments: [
    ("0.10", "0.10"), ("0.00031622776601683794", "0.000316228"), ("3.1622776601683795e-07", "3.16228e-07"),
    ("12345678.9", "12345678.9"), ("316.22776601683796", "316.228"),
  ]) func numbersOfManyDigitsAreShownWithSix(_ value: String, _ text: String) throws {
    let axes = try axes(
      "line: {y: train_loss, series: rate}", sweep: "{grid: {rate: [\(value)]}, zip: {h: [2], act: [relu]}}",
      [[1]])
    #expect(lines(axes).map(\.label) == ["rate=\(text)"])
  }

  @Test func theFirstOfSeveralFacetsHasTheirLegendBesideAnotherPanel() throws {
    let planned = try PlannedRecords(
      sweep: "{grid: {h: [2, 4], rate: [0.1, 0.2]}}",
      report: "{figures: [{name: f, panels: [line: {y: train_loss, series: rate, facet: h}, "
        + "line: {y: train_loss, series: h, over: [rate]}]}]}",
      layers: "[dense: {units: $h, weights: {normal: {standard_deviation: $rate}}}, dense: {units: 2}]")
    let svg = try planned.results([[1], [2], [3], [4]]).lines("figures/f.svg").joined()
    #expect(svg.components(separatedBy: ">rate=0.1<").count == 2)
    #expect(svg.components(separatedBy: ">h=4<").count == 3)
  }

  @Test(arguments: [
    (0.98213, "0.982"), (12.345, "12.3"), (1.5, "1.50"), (1234.5, "1235"), (0.00001234, "1.2e-05"), (0, "0"),
  ]) func cellsHaveThreeDigits(_ number: Double, _ text: String) {
    #expect(CellFormat([number]).text(number) == text)
    #expect(CellFormat([number]).text(.nan) == "")
  }
}
