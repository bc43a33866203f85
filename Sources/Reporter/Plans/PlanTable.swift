import Model
import Tables
import Declarations
import Experiment
import Planner
import Trials

/// The trials of a plan before they run: axes, derived values, seed, parameters and digest. It is written in
/// pieces, and never held as a whole.
package struct PlanTable: Sendable {
  private let plan: TrialPlan
  private let layout: TextLayout

  /// - Throws: what is wrong with any combination of values, as `TrialPlan.check()` does.
  package init(_ plan: TrialPlan) throws(InvalidFiles) {
    self.plan = plan
    var layout = TextLayout(
      [Table.Column("#")] + plan.labelNames.map { Table.Column($0, title: Title.of($0)) } + [
        Table.Column("seed", title: "Seed"),
        Table.Column("parameters", title: "Parameters", format: .grouped),
        Table.Column("trial", title: "Trial"),
      ])
    layout.fit(.text(String(repeating: "0", count: TrialID.shortLength)), column: plan.labelNames.count + 3)
    layout.fit(.integer(plan.count), column: 0)
    for (position, name) in plan.labelNames.prefix(plan.axisCount).enumerated() {
      for value in plan.values(of: name) { layout.fit(Table.Cell(value), column: 1 + position) }
    }
    let places = Dictionary(plan.labelNames.enumerated().map { ($1, $0 + 1) }) { first, _ in first }
    let lastColumns = 1 + plan.labelNames.count
    try plan.check()
    self.layout = plan.survey(noting: layout) { layout, trial in
      for (name, value) in trial.derived {
        if let value, let place = places[name] { layout.fit(Table.Cell(AxisValue(value)), column: place) }
      }
      for (offset, cell) in Self.lastCells(trial.seed, trial.shapes).enumerated() {
        layout.fit(cell, column: lastColumns + offset)
      }
    } merge: {
      $0.fit($1)
    }
  }

  /// The number of trials.
  package var count: Int { plan.count }

  /// Writes the table, some thousand rows at a time, as long as `output` says that there is use in more.
  package func write(to output: (String) -> Bool) {
    guard output(layout.header) else { return }
    plan.forEachBlock(count: plan.count) { reader, indices in
      var writer = TextLayout.RowWriter(layout)
      var lines: [UInt8] = []
      for index in indices {
        if let trial = reader.trial(at: index) { writer.write(Self.row(trial), to: &lines) }
      }
      return String(decoding: lines, as: UTF8.self)
    } then: {
      output($0)
    }
  }

  private static func row(_ trial: Trial) -> [Table.Cell] {
    [.integer(trial.index + 1)] + trial.labels.map { Table.Cell($0.value) }
      + lastCells(trial.seed, trial.shapes) + [.text(trial.id.short)]
  }

  private static func lastCells(_ seed: Int, _ shapes: NetworkShapes) -> [Table.Cell] {
    [.integer(seed), .integer(shapes.parameterCount)]
  }
}
