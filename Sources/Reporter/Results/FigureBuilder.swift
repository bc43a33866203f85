import Experiment
import Planner
import Plot
import Trials

/// Figures as an experiment declares them, drawn from the records of its trials as they come.
struct FigureBuilder {
  private let specs: [FigureSpec<any TrialPanel>]
  /// What draws each panel, by figure.
  private var drawings: [[any PanelDrawing]]

  init(_ plan: TrialPlan) {
    specs = plan.experiment.report.figures
    drawings = specs.map { figure in
      figure.panels.map { $0.accept(PanelDrawer(plan: plan)) }
    }
  }

  var names: [String] { specs.map(\.name) }

  /// Takes in a trial that a panel shows by itself.
  mutating func add(_ record: TrialRecord) { update { $0.add(record) } }

  /// Takes in an arm, which is complete.
  mutating func add(_ arm: Arm) { update { $0.add(arm) } }

  private mutating func update(_ body: (inout any PanelDrawing) -> Void) {
    for figure in drawings.indices {
      for panel in drawings[figure].indices { body(&drawings[figure][panel]) }
    }
  }

  var figures: [Figure] {
    zip(specs, drawings).map { spec, drawings in
      let facets = drawings.map(\.panels)
      let panels = facets.flatMap { $0 }
      // Where the whole figure has no legend in common, facets have one.
      let shares = SharedLegend.entries(of: panels) != nil
      return Figure(
        name: spec.name, title: spec.title, panels: shares ? panels : facets.flatMap(SharedLegend.once),
        columns: spec.columns)
    }
  }
}
