import Experiment
import Planner
import Plot
import Trials

extension PanelDrawer {
  func visit(_ panel: LinePanel) -> any PanelDrawing {
    let context = MarkContext(panel.mark, plan)
    let x = panel.mark.x.flatMap(context.column) ?? .epoch
    switch x {
    case .label: return AxisLines(context)
    case .epoch, .measurement, .trial: return EpochLines(context, x: x)
    }
  }
}

/// The curves of one panel as layers, in one way for lines along epochs and along an axis.
struct CurveLayers {
  let context: MarkContext
  let series: [AxisValue?]
  let paints: SeriesPaints
  private(set) var below: [any PlotLayer] = []
  private var errorBars: [ErrorBars] = []
  private(set) var curves: [LineSeries] = []
  private(set) var above: [any PlotLayer] = []

  init(_ context: MarkContext, series: [AxisValue?]) {
    self.context = context
    self.series = series
    paints =
      context.spec.series == nil
      ? SeriesPaints(columns: context.spec.y, context) : SeriesPaints(series, context)
  }

  /// The place of the curve of a series and column among all: its dash and marker are its own.
  private func index(_ series: Int, _ column: Int) -> Int { series * context.spec.y.count + column }

  func paint(_ series: Int, _ column: Int) -> Paint {
    paints.paints[context.spec.series == nil ? column : series]
  }

  /// What the legend calls a curve; `nil` where there is only one.
  func label(_ series: Int, _ column: Int) -> String? {
    let spec = context.spec
    let name = spec.y.count > 1 ? spec.names[spec.y[column]] ?? context.title(ofColumn: spec.y[column]) : nil
    let value = spec.series.map { context.label(self.series[series], of: $0) }
    let parts = [value, name].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  mutating func addCurve(_ series: Int, _ column: Int, _ points: [DataPoint]) {
    var curve = LineSeries(
      label: label(series, column), points: points, index: index(series, column),
      paint: paint(series, column))
    if paints.colorBar != nil {
      // The colour is the number, which the bar explains.
      (curve.label, curve.marker, curve.dash) = (nil, nil, .series(column))
    }
    curves.append(curve)
  }

  mutating func addBelow(_ layer: any PlotLayer) { below.append(layer) }
  mutating func addErrorBars(_ bars: ErrorBars) { errorBars.append(bars) }
  mutating func addAbove(_ layer: any PlotLayer) { above.append(layer) }

  func axes(facet: AxisValue?) -> Axes {
    let bars: [any PlotLayer] = ErrorBars.apart(errorBars)
    var axes = context.axes(facet: facet, layers: below + bars + curves as [any PlotLayer] + above)
    axes.colorBar = paints.colorBar
    return axes
  }
}
