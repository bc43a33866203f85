import Planner
import TrialStore

/// The trials of a plan before they run: axes, derived values, seed, parameters and digest. It is written in pieces, and
/// never held as a whole.
package struct PlanTable: Sendable {
  private let plan: TrialPlan
  private let layout: TextLayout

  /// - Parameter plan: one that was checked.
  package init(_ plan: TrialPlan) {
    self.plan = plan
    let columns = ResultColumns(labels: plan.labelNames)
    var layout = TextLayout(
      [Table.Column("#")] + (plan.labelNames + ["seed", "parameters", "trial"]).map(columns.column))
    layout.fit(.integer(plan.count), column: 0)
    plan.forEachCombination { [layout] reader, indices in
      var part = layout
      for index in indices {
        guard let trial = reader.trial(at: index) else { continue }
        for (column, cell) in Self.row(trial).enumerated() { part.fit(cell, column: column) }
      }
      return part
    } then: {
      layout.fit($0)
      return true
    }
    self.layout = layout
  }

  /// Writes the table, some thousand rows at a time.
  package func write(to output: (String) -> Void) {
    output(layout.header)
    plan.forEachBlock(count: plan.count) { reader, indices in
      var text = ""
      for index in indices {
        if let trial = reader.trial(at: index) { layout.write(Self.row(trial), to: &text) }
      }
      return text
    } then: {
      output($0)
      return true
    }
  }

  private static func row(_ trial: Trial) -> [Table.Cell] {
    [.integer(trial.index + 1)] + trial.labels.map { Table.Cell(scalar: $0.value) } + [
      .integer(trial.spec.seed), .integer(trial.shapes.parameterCount), .text(trial.id.short),
    ]
  }
}
