import Declarations
import Experiment
import Planner
import Plot
import Trials

extension PanelDrawer {
  func visit(_ panel: ScatterPanel) -> any PanelDrawing {
    ScatterDrawing(MarkContext(panel.mark, plan), plan)
  }
}

/// A point for each trial.
private struct ScatterDrawing: PanelDrawing {
  private let context: MarkContext
  private let x: PanelColumn?
  private let y: PanelColumn?
  /// Whether the values along the x axis stand side by side, by their names.
  private let isOfNames: Bool
  /// The values along the x axis, where they do.
  private var names = Ordered<AxisValue?, Int>()
  /// By the values of facet and series.
  private var groups = Ordered<[AxisValue?], Group>()

  private struct Group: Sendable {
    var tally = TrialTally()
    var points: [DataPoint] = []
    /// Where along x there are trials without a y.
    var crossed: [Double] = []
  }

  init(_ context: MarkContext, _ plan: TrialPlan) {
    self.context = context
    x = context.spec.x.flatMap(context.column)
    y = context.spec.y.first.flatMap(context.column)
    isOfNames =
      if case .label(let name) = x { plan.values(of: name).contains { $0.number == nil } } else { false }
  }

  mutating func add(_ arm: Arm) {
    for record in arm.trials where record.trial.matches(context.spec.arm) {
      let key = [context.spec.facet, context.spec.series].map { $0.flatMap(record.trial.value) }
      let x = place(of: record)
      add(record, x, to: &groups[key, default: Group()])
    }
  }

  private mutating func place(of record: TrialRecord) -> Double? {
    guard isOfNames else { return context.number(of: x, record) }
    let value = x?.sweepName.flatMap(record.trial.value)
    let next = names.keys.count
    if names[value] == nil { names[value, default: next] = next }
    return names[value].map(Double.init)
  }

  private func add(_ record: TrialRecord, _ x: Double?, to group: inout Group) {
    group.tally.add(record.status)
    if let x, let y = context.number(of: y, record) {
      // What was trained shows the trial, unless it did not come to its end.
      group.points.append(DataPoint(x: x, y: context.shown(y)))
    } else {
      if let x { group.crossed.append(x) }
      if record.status == .completed { group.tally.unmeasured += 1 }
    }
  }

  var panels: [any Panel] {
    let series = groups.values(at: 1)
    return groups.panels(title: context.spec.title) { axes(facet: $0, series) }
  }

  private func axes(facet: AxisValue?, _ series: [AxisValue?]) -> Axes {
    let paints = SeriesPaints(series, context)
    var layers: [any PlotLayer] = []
    var missing = MissingTrials()
    for (number, value) in series.enumerated() {
      guard let group = groups[[facet, value]] else { continue }
      let label = context.spec.series.map { context.label(value, of: $0) }
      missing.add(group.tally, label)
      // The series of one name stand beside each other.
      let shift = isOfNames ? 0.6 * ((Double(number) + 0.5) / Double(series.count) - 0.5) : 0
      var points = ScatterPoints(
        label: paints.colorBar == nil ? label : nil,
        points: group.points.map { DataPoint(x: $0.x + shift, y: $0.y) }, index: number,
        paint: paints.paints[number])
      points.radius = group.points.count <= 200 ? 4 : 2.5
      // Where the colour is the number, the shape tells nothing.
      if paints.colorBar != nil { points.marker = .circle }
      layers.append(points)
      let notPositive = group.points.filter { context.spec.scale.y == .log && $0.y <= 0 }
      let crossed = (group.crossed + notPositive.map(\.x)).map { $0 + shift }
      if !crossed.isEmpty { layers.append(MissingMarks(at: crossed, paint: paints.paints[number])) }
    }
    let scale: AxisScale? = isOfNames ? .categories(names.keys.map(context.tick)) : nil
    var axes = context.axes(facet: facet, xScale: scale, layers: layers)
    axes.colorBar = paints.colorBar
    missing.add(axes, isLogarithmic: context.spec.scale.isLogarithmic)
    axes.note = missing.note
    return axes
  }
}
