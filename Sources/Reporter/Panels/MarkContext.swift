import Experiment
import Model
import Planner
import Plot
import Tables
import Trials

/// What the drawings of marks have in common: the columns of a plan, and how values and numbers are written.
struct MarkContext: Sendable {
  let spec: MarkSpec
  private let labels: [String]
  private let measurements: [Measurement]
  private let predictions: PredictionsSpec?

  init(_ spec: MarkSpec, _ plan: TrialPlan) {
    self.spec = spec.withColumns(among: plan.experiment.measurements.map(\.name))
    labels = plan.labelNames
    measurements = plan.experiment.measurements
    predictions = plan.experiment.report.predictions
  }

  func column(_ name: String) -> PanelColumn? {
    PanelColumn(name, labels: labels, measurements: measurements)
  }

  /// The place of a measurement in the plan.
  func place(of column: PanelColumn?) -> Int? {
    guard case .measurement(let measurement) = column else { return nil }
    return measurements.firstIndex(of: measurement)
  }

  /// The number that a trial has in a column once it has ended; `nil` where it did not come to its end or has
  /// none.
  func number(of column: PanelColumn?, _ record: TrialRecord) -> Double? {
    switch column {
    case .measurement: place(of: column).flatMap { record.final?.values[$0] }
    case .trial(.seed): Double(record.trial.seed)
    case .trial(.replicate): Double(record.trial.replicate)
    case .trial(let column):
      record.status == .completed ? record.number(column, predictions: predictions) : nil
    case .label(let name): record.trial.value(of: name)?.number
    case .epoch, nil: nil
    }
  }

  /// A metric as the panel shows it.
  func shown(_ number: Double) -> Double { spec.unit == .percent ? number * 100 : number }
}

// MARK: - Texts

extension MarkContext {
  /// What the legend calls a value of an axis: the declared name, or the value as the file has it.
  func label(_ value: AxisValue?, of axis: String) -> String {
    guard let value else { return "no \(Self.shortened(axis))" }
    if let name = spec.names[value] { return name }
    return value.number == nil ? value.text : "\(Self.shortened(axis))=\(Self.text(of: value))"
  }

  /// The same beside an axis that tells what the value is of.
  func tick(_ value: AxisValue?) -> String {
    value.map { spec.names[$0] ?? Self.text(of: $0) } ?? "none"
  }

  /// A value as the file has it; a number of more digits than anybody writes, as a rule of the sweep makes
  /// them, with six.
  private static func text(of value: AxisValue) -> String {
    guard let number = value.number, let decimal = ShortestDecimal(number), decimal.digits.count > 9 else {
      return value.text
    }
    return (-4..<6).contains(decimal.pointPlace)
      ? decimal.fixed(decimals: 6 - decimal.pointPlace) : decimal.scientific(significantDigits: 6)
  }

  /// The last key of a path.
  private static func shortened(_ name: String) -> String {
    name.split(separator: ".").last.map(String.init) ?? name
  }

  /// The title of a column, with its unit where that is not the number's.
  func title(of name: String, unit: UnitSpec = .one) -> String {
    let title =
      switch column(name) {
      case .measurement(let measurement): measurement.title
      case .label(let label): Title.of(Self.shortened(label))
      case .epoch, .trial, nil: Title.of(name)
      }
    return unit == .percent ? "\(title) (%)" : title
  }

  /// What the legend calls a column of several; of one norm of several layers, the layer.
  func title(ofColumn name: String) -> String {
    guard layerNorm != nil, case .measurement(let measurement) = column(name) else { return title(of: name) }
    return measurement.layer?.path ?? "all layers"
  }

  /// The norm whose layers are the columns along the y axis.
  private var layerNorm: TrainingNorm? {
    let norms = spec.y.map { name -> TrainingNorm? in
      if case .measurement(let measurement) = column(name) { measurement.norm } else { nil }
    }
    return norms.count > 1 && Set(norms).count == 1 ? norms[0] : nil
  }

  /// The label of the y axis of some columns.
  var yLabel: String {
    if let label = spec.yLabel { return label }
    if let layerNorm { return layerNorm.title }
    let titles = spec.y.map { spec.y.count > 1 ? spec.names[$0] ?? title(of: $0) : title(of: $0) }
    return titles.joined(separator: ", ") + (spec.unit == .percent ? " (%)" : "")
  }

  /// The title of the panel of a facet.
  func title(ofFacet facet: AxisValue?) -> String? {
    guard let axis = spec.facet else { return spec.title }
    let label = label(facet, of: axis)
    return spec.title.map { "\($0): \(label)" } ?? label
  }
}

// MARK: - Axes

extension MarkContext {
  /// The reference lines of the panel, which lie below all else.
  var lines: [any PlotLayer] {
    spec.lines.map { line in
      ReferenceLine(
        line.horizontal == nil ? .vertical : .horizontal, at: line.horizontal ?? line.vertical ?? 0,
        label: line.label, paint: line.color.map { Paint(ofSeries: $0) } ?? .muted, dash: Dash(line.style),
        width: line.style == .solid ? 1 : 1.5)
    }
  }

  /// Axes with the panel's titles, limits and scales.
  func axes(facet: AxisValue?, xScale: AxisScale? = nil, layers: [any PlotLayer]) -> Axes {
    var axes = Axes(
      title: title(ofFacet: facet), xLabel: spec.xLabel ?? title(of: spec.x ?? "epoch"), yLabel: yLabel,
      xLimits: spec.limits.x.map { AxisLimits($0.lower, $0.upper) },
      yLimits: spec.limits.y.map { AxisLimits($0.lower, $0.upper) },
      scales: AxisScales(x: xScale ?? AxisScale(spec.scale.x), y: AxisScale(spec.scale.y)),
      layers: lines + layers)
    if !spec.showsLegend { axes.legend = .hidden }
    return axes
  }
}

extension AxisScale {
  init(_ scale: ScaleSpec) { self = scale == .log ? .log : .linear }
}

extension Paint {
  /// The colour of series that has a name; the foreground for another one.
  init(ofSeries color: ColorSpec) {
    self = ColorSpec.ofSeries.firstIndex(of: color).map { .series($0) } ?? .ink
  }
}
