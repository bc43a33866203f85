import Declarations
import YAMLTree

/// Whether tables and figures name columns that there are.
struct ReportValidator {
  let report: ReportSpec
  let sweep: SweepSpec
  /// The data of the first trial; `nil` where they are not known for a mistake elsewhere.
  let dataset: DatasetSpec?
  /// The whole file: where faults are shown.
  let root: YAMLNode

  private var sweepColumns: [String] { sweep.axes.map(\.name) + sweep.derived.map(\.name) }
  private var metrics: [String] { MetricColumn.allCases.map(\.rawValue) }

  func validate(_ faults: inout Faults) {
    let columns = sweepColumns + metrics + TrialColumn.allCases.map(\.rawValue)
    for (index, name) in report.table.enumerated() {
      check(name, among: columns, at: ["report", "table", "\(index)"], &faults)
    }
    if let predictions = report.predictions {
      checkSplit(predictions.split, at: ["report", "predictions"], &faults)
    }
    var figures: Set<String> = []
    for (index, figure) in report.figures.enumerated() {
      let path = ["report", "figures", "\(index)"]
      if !figures.insert(figure.name).inserted {
        faults.add(
          .duplicateName(category: "figure", name: figure.name), at: root.deepest(on: path + ["name"]))
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
    case .decisionBoundary(let boundary):
      checkArm(boundary.arm, at: path + ["decision_boundary"], &faults)
      if let dataset, dataset.featureCount != 2 {
        faults.add(
          .panelNeedsInputs(panel: "decision_boundary", features: dataset.featureCount),
          at: key("decision_boundary", at: path))
      }
    case .imageGrid(let grid):
      checkArm(grid.arm, at: path + ["image_grid"], &faults)
      checkSplit(grid.split, at: path + ["image_grid"], &faults)
      if let dataset,
        ![2, 3].contains(dataset.shape.count) || (dataset.shape.count == 3 && dataset.shape[2] != 3)
      {
        faults.add(.panelNeedsImages(shape: dataset.shape), at: key("image_grid", at: path))
      }
    case .confusionMatrix(let matrix):
      checkArm(matrix.arm, at: path + ["confusion_matrix"], &faults)
      checkSplit(matrix.split, at: path + ["confusion_matrix"], &faults)
      if let dataset, dataset.classes == nil {
        faults.add(
          .metricNeedsClasses(metric: "confusion_matrix", dataset: dataset.name),
          at: key("confusion_matrix", at: path))
      }
    }
  }

  /// The trial that a panel shows is there.
  private func checkArm(_ conditions: [ArmCondition], at path: [String], _ faults: inout Faults) {
    for condition in conditions {
      let place = root.deepest(on: path + ["where", condition.axis])
      guard let axis = sweep.axes.first(where: { $0.name == condition.axis }) else {
        faults.add(.unknownColumn(name: condition.axis, legal: sweep.axes.map(\.name)), at: place)
        continue
      }
      let legal = axis.values.indices.map(axis.label)
      if !legal.contains(condition.value) {
        faults.add(.unknownArm(axis: axis.name, value: condition.value, legal: legal), at: place)
      }
    }
  }

  private func checkSplit(_ split: SplitSpec, at path: [String], _ faults: inout Faults) {
    if let dataset, split == .test, !dataset.hasTestSplit {
      faults.add(.noTestSplit(dataset: dataset.name), at: root.deepest(on: path + ["split"]))
    }
  }

  /// The key of a one-key mapping.
  private func key(_ name: String, at path: [String]) -> YAMLNode {
    let node = root.deepest(on: path)
    return node.mapping?.entry(name)?.key ?? node
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
    let panels = figures.flatMap(\.panels).flatMap { panel -> [String] in
      switch panel {
      case .line(let line): [line.x, line.y] + (line.series.map { [$0] } ?? [])
      case .decisionBoundary, .imageGrid, .confusionMatrix: []
      }
    }
    return table + panels
  }
}
