import Declarations
import Model
import YAMLTree

/// Whether tables and figures name what there is.
struct ReportValidator {
  let report: ReportSpec
  let template: TrialTemplate
  /// What some trial measures, and whether one has a `stop`; `nil` where that is not known for a mistake
  /// elsewhere.
  let training: (measurements: [Measurement], stops: Bool)?
  /// The data of the first trial; `nil` where they are not known for a mistake elsewhere.
  let dataset: DatasetDeclaration?
  /// The whole file: where faults are shown.
  let root: YAMLNode

  private var sweep: SweepSpec { template.sweep }
  private var labels: [String] { sweep.axes.map(\.name) + sweep.derived.map(\.name) }
  private var measured: [String] { (training?.measurements ?? Measurement.all).map(\.name) }

  func validate(_ faults: inout Faults) {
    checkTable(&faults)
    if let predictions = report.predictions {
      checkSplit(predictions.split, at: ["report", "predictions"], &faults)
    }
    var figures: Set<String> = []
    for (index, figure) in report.figures.enumerated() {
      let path = ["report", "figures", "\(index)"]
      if !figures.insert(figure.name.lowercased()).inserted {
        faults.add(
          .duplicateName(category: "figure", name: figure.name), at: root.deepest(on: path + ["name"]))
      }
      for (index, panel) in figure.panels.enumerated() {
        check(panel, at: path + ["panels", "\(index)"], &faults)
      }
    }
  }

  private func checkTable(_ faults: inout Faults) {
    let own = TrialColumn.allCases.map(\.rawValue) + Measurement.all.map(\.name)
    let columns = labels.map { SweepColumn.name(of: $0, beside: own) }
    let there = TrialColumn.allCases.filter { absence(of: $0) == nil }.map(\.rawValue)
    for (index, name) in report.table.enumerated() where !columns.contains(name) {
      let place = root.deepest(on: ["report", "table", "\(index)"])
      if let column = TrialColumn(rawValue: name) {
        if let reason = absence(of: column) {
          faults.add(.notMeasured(name: name, reason: reason), at: place)
        }
      } else {
        checkMeasured(name, besides: columns + there, at: place, &faults)
      }
    }
  }

  private func absence(of column: TrialColumn) -> String? {
    column.absence(stops: training?.stops ?? true, report: report)
  }

  /// A name is that of a measurement that some trial makes, or one of `others`.
  private func checkMeasured(
    _ name: String, besides others: [String] = [], at place: YAMLNode, _ faults: inout Faults
  ) {
    if others.contains(name) || measured.contains(name) { return }
    guard let known = Measurement.all.first(where: { $0.name == name }) else {
      faults.add(.unknownColumn(name: name, legal: others + measured), at: place)
      return
    }
    let metric = Metrics.all.first { Measurement($0) == known }
    let reason =
      metric.map { "'\($0.name)' is not among the metrics of the training" }
      ?? "the dataset has no test examples"
    faults.add(.notMeasured(name: name, reason: reason), at: place)
  }

  private func check(_ panel: PanelSpec, at path: [String], _ faults: inout Faults) {
    switch panel {
    case .line(let line): check(line, at: path + ["line"], &faults)
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

  private func check(_ line: LinePanelSpec, at path: [String], _ faults: inout Faults) {
    checkMeasured(line.x, besides: ["epoch"], at: root.deepest(on: path + ["x"]), &faults)
    checkMeasured(line.y, at: root.deepest(on: path + ["y"]), &faults)
    checkArm(line.arm, at: path, &faults)
    if let series = line.series {
      let legal = labels + ["seed", "replicate"]
      if !legal.contains(series) {
        faults.add(.unknownColumn(name: series, legal: legal), at: root.deepest(on: path + ["series"]))
        return
      }
    }
    // A line is an arm: what tells arms apart is in the legend, or the same for all lines.
    let dependencies = SweepDependencies(template)
    let covered = line.series.map { dependencies.axes(of: $0) } ?? []
    for (index, axis) in sweep.axes.enumerated()
    where axis.values.count > 1 && !covered.contains(index)
      && !line.arm.contains(where: { $0.axis == axis.name })
    {
      faults.add(.uncoveredAxis(panel: "line", axis: axis.name), at: root.deepest(on: path))
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
      let legal = axis.values.map(\.value)
      if !legal.contains(condition.value) {
        faults.add(
          .unknownArm(axis: axis.name, value: condition.value.text, legal: legal.map(\.text)), at: place)
      }
    }
  }

  private func checkSplit(_ split: SplitName, at path: [String], _ faults: inout Faults) {
    if let dataset, split == .test, !dataset.hasTestSplit {
      faults.add(.noTestSplit(dataset: dataset.name), at: root.deepest(on: path + ["split"]))
    }
  }

  /// The key of a one-key mapping.
  private func key(_ name: String, at path: [String]) -> YAMLNode {
    let node = root.deepest(on: path)
    return node.mapping?.entry(name)?.key ?? node
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
