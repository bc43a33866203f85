import Experiment
import Planner
import Plot
import Trials

/// A panel that can be drawn from the records of a plan's trials.
protocol DrawnPanel: TrialPanel {
  /// What draws it as the records come.
  func drawing(of plan: TrialPlan) -> any PanelDrawing
}

/// Draws a panel of a plan from its records, which come in the order of the plan.
protocol PanelDrawing: Sendable {
  /// Takes in an arm.
  mutating func add(_ arm: Arm)
  /// Takes in a trial that some panel shows by itself.
  mutating func add(_ record: TrialRecord)
  /// The panel of what was taken in.
  var panel: any Panel { get }
}

extension PanelDrawing {
  mutating func add(_ arm: Arm) {}
  mutating func add(_ record: TrialRecord) {}
}

/// A panel of one trial: the first that has the values of its `where`.
protocol ShownTrialPanel: DrawnPanel {
  /// The panel of the trial's record; of none where no trial was shown.
  func picture(of record: TrialRecord?) -> any Panel
}

extension ShownTrialPanel {
  func drawing(of plan: TrialPlan) -> any PanelDrawing { ShownTrialDrawing(spec: self) }
}

private struct ShownTrialDrawing<Spec: ShownTrialPanel>: PanelDrawing {
  let spec: Spec
  private var record: TrialRecord?

  init(spec: Spec) { self.spec = spec }

  mutating func add(_ record: TrialRecord) {
    if self.record == nil, record.trial.matches(spec.shownTrial ?? []) { self.record = record }
  }

  var panel: any Panel { spec.picture(of: record) }
}
