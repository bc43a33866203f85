import Experiment
import Planner
import Plot
import Trials

extension LinePanel: DrawnPanel {
  func drawing(of plan: TrialPlan) -> any PanelDrawing { LineDrawing(self, plan) }
}

/// A line for each arm that a panel shows: the mean over the arm's replicates.
private struct LineDrawing: PanelDrawing {
  private let spec: LinePanel
  /// The place of the measurement along an axis in the plan; `nil` for the epoch.
  private let x: Int?
  private let y: Int?
  private let measurements: [Measurement]
  private var lines: [(label: String?, points: [DataPoint])] = []

  init(_ spec: LinePanel, _ plan: TrialPlan) {
    self.spec = spec
    measurements = plan.experiment.measurements
    x = measurements.firstIndex { $0.name == spec.x }
    y = measurements.firstIndex { $0.name == spec.y }
  }

  mutating func add(_ arm: Arm) {
    guard let y, arm.trials[0].trial.matches(spec.arm) else { return }
    if spec.series == "seed" || spec.series == "replicate", !hasLabel(arm, spec.series) {
      // A replicate is an arm of its own here.
      for record in arm.trials { add(Arm(record), named: label(record), y) }
    } else {
      add(arm, named: label(arm), y)
    }
  }

  private mutating func add(_ arm: Arm, named label: String?, _ y: Int) {
    let points = arm.means(x: x, y: y).map {
      DataPoint(x: $0.x, y: spec.unit == .percent ? $0.y * 100 : $0.y)
    }
    lines.append((label, points))
  }

  private func hasLabel(_ arm: Arm, _ name: String?) -> Bool { arm.labels.contains { $0.name == name } }

  /// What the line of an arm is called: the declared name of its value, or the value as the file has it.
  private func label(_ arm: Arm) -> String? {
    guard let series = spec.series, let value = arm.labels.first(where: { $0.name == series })?.value else {
      return nil
    }
    return spec.names[value.text] ?? (value.number == nil ? value.text : "\(series)=\(value.text)")
  }

  private func label(_ record: TrialRecord) -> String? {
    let number = spec.series == "seed" ? record.trial.seed : record.trial.replicate
    return spec.names["\(number)"] ?? "\(spec.series ?? "")=\(number)"
  }

  /// The panel of all lines.
  var panel: any Panel {
    Axes(
      title: spec.title, xLabel: spec.xLabel ?? label(of: spec.x, unit: .one),
      yLabel: spec.yLabel ?? label(of: spec.y, unit: spec.unit),
      layers: lines.enumerated().map { LineSeries(label: $1.label, points: $1.points, index: $0) })
  }

  private func label(of column: String, unit: UnitSpec) -> String {
    let title = measurements.first { $0.name == column }?.title ?? Title.of(column)
    return unit == .percent ? "\(title) (%)" : title
  }
}
