import Experiment
import Planner
import Plot
import Trials

/// Draws a panel of a plan from its records, which come in the order of the plan.
protocol PanelDrawing: Sendable {
  /// Takes in an arm.
  mutating func add(_ arm: Arm)
  /// Takes in a trial that some panel shows by itself.
  mutating func add(_ record: TrialRecord)
  /// The panels of what was taken in: one, or one for each facet.
  var panels: [any Panel] { get }
}

extension PanelDrawing {
  mutating func add(_ arm: Arm) {}
  mutating func add(_ record: TrialRecord) {}
}

/// Gives each sort of panel what draws it as the records of a plan come: a `visit` in the file of each.
struct PanelDrawer: TrialPanelVisitor {
  let plan: TrialPlan
}

/// A panel of one trial: the first that has the values of its `where`.
protocol ShownTrialPanel: TrialPanel {
  var title: String? { get }
  /// The panel of the trial's record.
  func picture(of record: TrialRecord) -> any Panel
}

extension ShownTrialPanel {
  var drawing: any PanelDrawing { ShownTrialDrawing(spec: self) }
}

private struct ShownTrialDrawing<Spec: ShownTrialPanel>: PanelDrawing {
  let spec: Spec
  private var record: TrialRecord?

  init(spec: Spec) { self.spec = spec }

  mutating func add(_ record: TrialRecord) {
    if self.record == nil, record.trial.matches(spec.shownTrial ?? []) { self.record = record }
  }

  var panels: [any Panel] { [record.map(spec.picture) ?? Axes.ofNothing(title: spec.title)] }
}
