import Plot
import Tables
import Experiment
import Planner
import Trials

/// The files of `kind: training`.
package struct TrainingReport {
  let report: ReportSpec
  let tables: ResultTables
  let figures: FigureBuilder

  package init(_ plan: TrialPlan, records: [TrialRecord]) {
    report = plan.experiment.report
    tables = ResultTables(labels: plan.labelNames, report: plan.experiment.report, records: records)
    figures = FigureBuilder(records: records)
  }

  package var results: ResultFiles {
    let csv =
      [
        ("trials.csv", tables.trials.csv), ("epochs.csv", tables.epochs.csv),
        ("summary.csv", tables.arms.csv),
      ]
      + tables.captures.map { ("\($0.name).csv", $0.table.csv) }
    let svg = report.figures.map { ("figures/\($0.name).svg", figures.figure($0).svg) }
    return ResultFiles(files: csv + svg, summary: tables.summary.text)
  }
}
