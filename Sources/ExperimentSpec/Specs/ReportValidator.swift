import YAMLTree

/// Whether tables and figures name columns that there are.
struct ReportValidator {
  let report: ReportSpec
  let sweep: SweepSpec
  /// The whole file: where faults are shown.
  let root: YAMLNode

  private var sweepColumns: [String] { sweep.axes.map(\.name) + sweep.derived.map(\.name) }
  private var metrics: [String] { MetricColumn.allCases.map(\.rawValue) }

  func validate(_ faults: inout Faults) {
    let columns = sweepColumns + metrics + TrialColumn.allCases.map(\.rawValue)
    for (index, name) in report.table.enumerated() {
      check(name, among: columns, at: ["report", "table", "\(index)"], &faults)
    }
    var figures: Set<String> = []
    for (index, figure) in report.figures.enumerated() {
      let path = ["report", "figures", "\(index)"]
      if !figures.insert(figure.name).inserted {
        faults.add(.duplicateName(category: "figure", name: figure.name), at: root.deepest(on: path + ["name"]))
      }
      for (index, panel) in figure.panels.enumerated() {
        check(panel, at: path + ["panels", "\(index)"], &faults)
      }
    }
  }

  private func check(_ panel: PanelSpec, at path: [String], _ faults: inout Faults) {
    switch panel {
    case .line(let line):
      check(line.x, among: ["epoch"] + metrics, at: path + ["line", "x"], &faults)
      check(line.y, among: metrics, at: path + ["line", "y"], &faults)
      if let series = line.series {
        check(series, among: sweepColumns + ["seed", "replicate"], at: path + ["line", "series"], &faults)
      }
    }
  }

  private func check(_ name: String, among legal: [String], at path: [String], _ faults: inout Faults) {
    if !legal.contains(name) {
      faults.add(.unknownColumn(name: name, legal: legal), at: root.deepest(on: path))
    }
  }
}

extension ReportSpec {
  /// Every column that the report names.
  var columns: [String] {
    table
      + figures.flatMap(\.panels).flatMap { panel in
        switch panel {
        case .line(let line): [line.x, line.y] + (line.series.map { [$0] } ?? [])
        }
      }
  }
}
