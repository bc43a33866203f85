import Experiment
import Plot
import Statistics
import Trials

/// Lines through the values of an axis: the means over the replicates of final metrics, with error bars.
struct AxisLines: PanelDrawing {
  private let context: MarkContext
  /// By the values of facet, series and x.
  private var gathered: FinalCells
  private let band: BandSpec
  private let axis: String

  init(_ context: MarkContext) {
    self.context = context
    axis = context.spec.x.flatMap(context.column)?.sweepName ?? ""
    gathered = FinalCells(
      context, by: [context.spec.facet, context.spec.series, axis], columns: context.spec.y)
    band = context.spec.band ?? .ci95
  }

  mutating func add(_ arm: Arm) { gathered.add(arm) }

  var panels: [any Panel] {
    let (series, x) = (gathered.cells.values(at: 1), gathered.cells.values(at: 2).inOrder)
    return gathered.cells.panels(title: context.spec.title) { axes(facet: $0, series, x) }
  }

  private func axes(facet: AxisValue?, _ series: [AxisValue?], _ x: [AxisValue?]) -> Axes {
    var layers = CurveLayers(context, series: series)
    var missing = MissingTrials()
    for (number, value) in series.enumerated() {
      let cells = x.compactMap { x in gathered.cells[[facet, value, x]].map { (x, $0) } }
      guard !cells.isEmpty else { continue }
      for (x, cell) in cells {
        let name = context.spec.series.map { context.label(value, of: $0) + ", " } ?? ""
        missing.add(cell.tally, name + context.label(x, of: axis))
      }
      for column in context.spec.y.indices { add(cells, number, column, to: &layers) }
    }
    var axes = layers.axes(facet: facet)
    missing.add(axes, isLogarithmic: context.spec.scale.isLogarithmic)
    axes.note = missing.note
    return axes
  }

  private func add(
    _ cells: [(x: AxisValue?, cell: FinalCells.Cell)], _ series: Int, _ column: Int,
    to layers: inout CurveLayers
  ) {
    let paint = layers.paint(series, column)
    var (points, intervals, crossed) = ([DataPoint](), [DataInterval](), [Double]())
    for case (let x?, let cell) in cells.map({ ($0.x?.number, $0.cell) }) {
      let values = cell.numbers[column]
      guard let sample = Sample(ifAny: values) else {
        crossed.append(x)
        continue
      }
      let mean = context.shown(sample.mean)
      points.append(DataPoint(x: x, y: mean))
      if context.spec.scale.y == .log, mean <= 0 { crossed.append(x) }
      if let ends = sample.ends(of: band) {
        intervals.append(
          DataInterval(x: x, lower: context.shown(ends.lower), upper: context.shown(ends.upper)))
      }
      if band == .each {
        layers.addBelow(
          ScatterPoints(
            points: values.map { DataPoint(x: x, y: context.shown($0)) }, paint: paint, radius: 2))
      }
    }
    if !intervals.isEmpty { layers.addErrorBars(ErrorBars(intervals: intervals, paint: paint)) }
    layers.addCurve(series, column, points)
    if !crossed.isEmpty { layers.addAbove(MissingMarks(at: crossed, paint: paint)) }
  }
}
