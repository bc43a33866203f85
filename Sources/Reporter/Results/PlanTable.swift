import Planner
import TrialStore

/// The trials of a plan before they run: axes, derived values, seed, parameters and digest.
package struct PlanTable {
  package let table: Table

  package init(_ plan: TrialPlan, _ trials: [Trial]) {
    let columns = ResultColumns(labels: plan.labelNames)
    var table = Table(
      columns: [Table.Column("#")] + (plan.labelNames + ["seed", "parameters", "trial"]).map(columns.column))
    for trial in trials {
      table.append(
        [.integer(trial.index + 1)] + trial.labels.map { Table.Cell(scalar: $0.value) } + [
          .integer(trial.spec.seed), .integer(trial.shapes.parameterCount), .text(trial.id.short),
        ])
    }
    self.table = table
  }
}
