import Declarations
import Model
import YAMLTree

/// Whether tables and figures name what there is.
package struct ReportValidator {
  private let report: ReportSpec
  private let blocks: [SweepBlock]
  /// What some trial measures and has; `nil` where that is not known for a mistake elsewhere.
  private let training: Observed?
  /// The data of the first trial.
  private let firstDataset: DatasetDeclaration?
  /// What finds the data of others, by the places of their blocks.
  private var resolvers: [Int: TrialResolver] = [:]
  /// The names of axes and derived values.
  private let labels: [String]
  /// The names of what is measured.
  private let measured: [String]
  /// The names of the axes and of what cases are called.
  private let columns: [String]
  /// The whole file: where faults are shown.
  private let root: YAMLNode

  /// A validator of a report, where `dataset` is that of the first trial; `nil` where it is not known for a
  /// mistake elsewhere.
  init(
    report: ReportSpec, blocks: [SweepBlock], training: Observed?, dataset: DatasetDeclaration?,
    root: YAMLNode
  ) {
    self.report = report
    self.blocks = blocks
    self.training = training
    self.root = root
    columns = blocks.map(\.template).columnNames
    labels = columns + blocks.map(\.template).derivedNames
    measured = (training?.measurements ?? Measurement.all).map(\.name)
    firstDataset = dataset
  }

  /// What some trial of an experiment measures, whether one has a `stop`, and what targets there are.
  typealias Observed = (measurements: [Measurement], stops: Bool, targets: Set<TargetKind>)

  mutating func validate(_ faults: inout Faults) {
    checkTable(&faults)
    if let predictions = report.predictions, let dataset = dataset(where: []) {
      check(predictions.split, of: dataset, at: ["report", "predictions"], &faults)
    }
    faults.checkFigureNames(report.figures, in: root)
    for (index, figure) in report.figures.enumerated() {
      for (position, panel) in figure.panels.enumerated() {
        let path = ["report", "figures", "\(index)", "panels", "\(position)", type(of: panel).name]
        panel.check(&self, at: path, &faults)
      }
    }
  }

  private func checkTable(_ faults: inout Faults) {
    let columns = labels.map { SweepColumn.name(of: $0, beside: SweepColumn.besideInSummary) }
    let there = TrialColumn.allCases.filter { absence(of: $0) == nil }.map(\.rawValue)
    // An axis is meant by its own name too.
    let known = Set(columns + labels)
    for (index, name) in report.table.enumerated() where !known.contains(name) {
      let path = ["report", "table", "\(index)"]
      if let column = TrialColumn(rawValue: name) {
        if let reason = absence(of: column) {
          faults.add(.notMeasured(name: name, reason: reason), at: root.deepest(on: path))
        }
      } else {
        checkMeasured(name, besides: columns + there, at: path, &faults)
      }
    }
  }

  private func absence(of column: TrialColumn) -> String? {
    guard let training else { return nil }
    return column.absence(stops: training.stops, targets: training.targets, report: report)
  }

  /// A name is that of a measurement that some trial makes, or one of `others`.
  func checkMeasured(
    _ name: String, besides others: [String] = [], at path: [String], _ faults: inout Faults
  ) {
    if others.contains(name) || measured.contains(name) { return }
    let place = root.deepest(on: path)
    guard let known = Measurement.all.first(where: { $0.name == name }) else {
      faults.add(.unknownColumn(name: name, legal: others + measured), at: place)
      return
    }
    let reason =
      known.metric.map {
        "'\(SplitMetric(known.split, $0).shortName)' is not among the metrics of the training"
      }
      ?? "the dataset has no \(known.split.adjective) examples"
    faults.add(.notMeasured(name: name, reason: reason), at: place)
  }
}

// What the checks of panels ask.
extension ReportValidator {
  /// A series is an axis, a derived value, or what tells replicates apart. Whether it is.
  func checkSeries(_ series: String, at path: [String], _ faults: inout Faults) -> Bool {
    let legal = labels + ["seed", "replicate"]
    if legal.contains(series) { return true }
    faults.add(.unknownColumn(name: series, legal: legal), at: root.deepest(on: path))
    return false
  }

  /// The values of an axis as the file has them; `nil` for another name.
  func values(of axis: String) -> [String]? {
    columns.contains(axis) ? blocks.map(\.template).values(of: axis).map(\.text) : nil
  }

  /// Every axis of several values is behind the series or fixed by a condition: else two arms are one line.
  func checkCover(
    of panel: String, by series: String?, and conditions: [ArmCondition], at path: [String],
    _ faults: inout Faults
  ) {
    for block in blocks {
      let cover = SeriesCover(template: block.template, dependencies: block.dependencies)
      for axis in cover.uncoveredAxes(series, conditions) {
        faults.add(.uncoveredAxis(panel: panel, axis: axis), at: root.deepest(on: path))
      }
    }
  }

  /// The axes and values of conditions are there.
  func check(_ conditions: [ArmCondition], at path: [String], _ faults: inout Faults) {
    for condition in conditions {
      let place = root.deepest(on: path + ["where", condition.axis])
      guard columns.contains(condition.axis) else {
        faults.add(.unknownColumn(name: condition.axis, legal: columns), at: place)
        continue
      }
      let legal = blocks.map(\.template).values(of: condition.axis)
      if !legal.contains(condition.value) {
        faults.add(
          .unknownArm(axis: condition.axis, value: condition.value.text, legal: legal.map(\.text)), at: place)
      }
    }
  }

  /// The trial that a panel shows is there, and its data have the split where one is given. The data, or
  /// `nil` where they are not known for a mistake elsewhere.
  mutating func check(
    trial conditions: [ArmCondition], split: SplitName? = nil, at path: [String], _ faults: inout Faults
  ) -> DatasetDeclaration? {
    check(conditions, at: path, &faults)
    guard let dataset = dataset(where: conditions) else { return nil }
    if let split { check(split, of: dataset, at: path, &faults) }
    return dataset
  }

  private func check(
    _ split: SplitName, of dataset: DatasetDeclaration, at path: [String], _ faults: inout Faults
  ) {
    if !dataset.parts.contains(split) {
      faults.add(.noSplit(split, dataset: dataset.name), at: root.deepest(on: path + ["split"]))
    }
  }

  /// The data of the first trial whose axes have these values.
  private mutating func dataset(where conditions: [ArmCondition]) -> DatasetDeclaration? {
    if conditions.isEmpty { return firstDataset }
    for (position, block) in blocks.enumerated() {
      guard let place = block.firstPlace(where: conditions) else { continue }
      return resolvers[position, default: TrialResolver(block.template)].dataset(
        TrialTemplate.Assignment(indices: block.indices(at: place), seed: nil))
    }
    return firstDataset
  }

  /// The key of the mapping or list item at a path; the path's last step is its name.
  func key(of path: [String]) -> YAMLNode {
    let node = root.deepest(on: Array(path.dropLast()))
    return node.mapping?.entry(path.last ?? "")?.key ?? node
  }
}
