import Experiment
import Planner
import Plot
import Trials

/// Figures as an experiment declares them, drawn from the records of its trials as they come.
struct FigureBuilder {
  private let specs: [FigureSpec]
  /// The line panels, by figure and panel.
  private var lines: [[Int: LineBuilder]]
  /// The trials that panels show by themselves, in the order of the plan.
  private(set) var records: [TrialRecord] = []

  init(_ plan: TrialPlan) {
    specs = plan.experiment.report.figures
    lines = specs.map { figure in
      let panels = figure.panels.enumerated().compactMap { index, panel -> (Int, LineBuilder)? in
        if case .line(let line) = panel { (index, LineBuilder(line, plan)) } else { nil }
      }
      return Dictionary(panels) { first, _ in first }
    }
  }

  /// Takes in a trial that a panel shows by itself.
  mutating func add(_ record: TrialRecord) { records.append(record) }

  /// Takes in an arm, of which line panels have a line.
  mutating func add(_ arm: Arm) {
    for figure in lines.indices {
      for panel in lines[figure].keys { lines[figure][panel]?.add(arm) }
    }
  }

  var figures: [Figure] {
    specs.enumerated().map { index, spec in
      Figure(
        name: spec.name, title: spec.title,
        panels: spec.panels.enumerated().map { panel($1, lines[index][$0]) })
    }
  }

  private func panel(_ spec: PanelSpec, _ line: LineBuilder?) -> any Panel {
    switch spec {
    case .line: line?.axes ?? Axes(layers: [])
    case .decisionBoundary(let boundary): axes(boundary)
    case .imageGrid(let grid): images(grid)
    case .confusionMatrix(let matrix): self.matrix(matrix)
    }
  }
}
