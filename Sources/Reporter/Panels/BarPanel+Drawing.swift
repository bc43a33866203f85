import Experiment
import Planner
import Plot
import Statistics
import Trials

extension PanelDrawer {
  func visit(_ panel: BarPanel) -> any PanelDrawing { BarDrawing(MarkContext(panel.mark, plan)) }
}

/// Bars from zero, a group for each value of an axis.
private struct BarDrawing: PanelDrawing {
  private let context: MarkContext
  /// By the values of facet, series and x.
  private var gathered: FinalCells

  init(_ context: MarkContext) {
    self.context = context
    let spec = context.spec
    gathered = FinalCells(context, by: [spec.facet, spec.series, spec.x], columns: spec.y)
  }

  mutating func add(_ arm: Arm) { gathered.add(arm) }

  var panels: [any Panel] {
    let (series, x) = (gathered.cells.values(at: 1), gathered.cells.values(at: 2).inOrder)
    return gathered.cells.panels(title: context.spec.title) { axes(facet: $0, series, x) }
  }

  private func axes(facet: AxisValue?, _ series: [AxisValue?], _ x: [AxisValue?]) -> Axes {
    // A legend of bars has a place for each series.
    let paints = SeriesPaints(series, context)
    var missing = MissingTrials()
    let bars = series.enumerated().map { number, value in
      Bars.Series(
        label: context.spec.series.map { context.label(value, of: $0) },
        bars: x.enumerated().compactMap { place, x in
          gathered.cells[[facet, value, x]].map { cell in
            let name = context.spec.series.map { context.label(value, of: $0) + ", " } ?? ""
            missing.add(cell.tally, name + context.label(x, of: context.spec.x ?? ""))
            return bar(Double(place), cell.numbers[0])
          }
        }, paint: paints.paints[number])
    }
    var axes = context.axes(
      facet: facet, xScale: .categories(x.map(context.tick)), layers: [Bars(series: bars)])
    // Bars would cover the lines.
    axes.layers = axes.layers.filter { $0 is Bars } + axes.layers.filter { !($0 is Bars) }
    axes.note = missing.note
    return axes
  }

  /// The bar of some values: a cross where there are none.
  private func bar(_ x: Double, _ values: [Double]) -> Bars.Bar {
    let sample = Sample(ifAny: values)
    let ends = sample?.ends(of: context.spec.band ?? .ci95)
    return Bars.Bar(
      x: x, value: sample.map { context.shown($0.mean) } ?? .nan,
      interval: ends.map { (context.shown($0.lower), context.shown($0.upper)) })
  }
}
