import Declarations
import Model
import YAMLTree

/// Whether tables and figures name what there is.
package struct ReportValidator {
  private let report: ReportSpec
  private let template: TrialTemplate
  /// What some trial measures and has; `nil` where that is not known for a mistake elsewhere.
  private let training: Observed?
  /// The data of trials by the indices of the axes that choose among datasets, as far as panels asked for
  /// them.
  private var datasets: [[Int]: DatasetDeclaration?]
  private let dependencies: SweepDependencies
  /// The axes that choose among datasets.
  private let datasetAxes: [Int]
  /// The names of axes and derived values.
  private let labels: [String]
  /// The names of what is measured.
  private let measured: [String]
  /// The axes by name, the first of several of one.
  private let axes: [String: SweepSpec.Axis]
  /// The whole file: where faults are shown.
  private let root: YAMLNode

  /// A validator of a report, where `dataset` is that of the first trial; `nil` where it is not known for a
  /// mistake elsewhere.
  init(
    report: ReportSpec, template: TrialTemplate, dependencies: SweepDependencies, training: Observed?,
    dataset: DatasetDeclaration?, root: YAMLNode
  ) {
    self.report = report
    self.template = template
    self.training = training
    self.root = root
    let sweep = template.sweep
    labels = sweep.axes.map(\.name) + sweep.derived.map(\.name)
    measured = (training?.measurements ?? Measurement.all).map(\.name)
    axes = Dictionary(sweep.axes.map { ($0.name, $0) }) { first, _ in first }
    self.dependencies = dependencies
    datasetAxes = dependencies.axes(ofField: "dataset").sorted()
    datasets = [datasetAxes.map { _ in 0 }: dataset]
  }

  /// What some trial of an experiment measures, whether one has a `stop`, and what targets there are.
  typealias Observed = (measurements: [Measurement], stops: Bool, targets: Set<TargetKind>)

  private var sweep: SweepSpec { template.sweep }

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
    let metric = Metrics.all.first { Measurement($0) == known }
    let reason =
      metric.map { "'\($0.name)' is not among the metrics of the training" }
      ?? "the dataset has no test examples"
    faults.add(.notMeasured(name: name, reason: reason), at: place)
  }
}

// What the checks of panels ask.
extension ReportValidator {
  /// A series is an axis, a derived value, or what tells replicates apart. Whether it is.
  func checkSeries(_ series: String, at path: [String], _ faults: inout Faults) -> Bool {
    let legal = labels + ["seed", "replicate"]
    if axes[series] != nil || legal.contains(series) { return true }
    faults.add(.unknownColumn(name: series, legal: legal), at: root.deepest(on: path))
    return false
  }

  /// The values of an axis as the file has them; `nil` for another name.
  func values(of axis: String) -> [String]? {
    axes[axis]?.values.map(\.value.text)
  }

  /// Every axis of several values is behind the series or fixed by a condition: else two arms are one line.
  func checkCover(
    of panel: String, by series: String?, and conditions: [ArmCondition], at path: [String],
    _ faults: inout Faults
  ) {
    let covered = series.map { dependencies.axes(of: $0) } ?? []
    if let series, let axis = axis(behind: series, of: covered, conditions) {
      faults.add(.uncoveredAxis(panel: panel, axis: axis), at: root.deepest(on: path))
    }
    for (index, axis) in sweep.axes.enumerated()
    where axis.values.count > 1 && !covered.contains(index)
      && !conditions.contains(where: { $0.axis == axis.name })
    {
      faults.add(.uncoveredAxis(panel: panel, axis: axis.name), at: root.deepest(on: path))
    }
  }

  /// More combinations than this are not tried one by one.
  private static let combinationLimit = 10_000

  /// An axis behind a derived series of which two values give the same one; `nil` where each gives its own.
  private func axis(behind series: String, of covered: Set<Int>, _ conditions: [ArmCondition]) -> String? {
    guard let position = sweep.derived.firstIndex(where: { $0.name == series }) else { return nil }
    let free = covered.sorted().filter { axis in
      !conditions.contains { $0.axis == sweep.axes[axis].name }
    }
    var choices = [sweep.firstIndices(where: conditions)]
    for axis in free {
      choices = choices.flatMap { indices in
        sweep.axes[axis].values.indices.map { index in
          var indices = indices
          indices[axis] = index
          return indices
        }
      }
      if choices.count > Self.combinationLimit { return nil }
    }
    var seen: Set<SweepNumber> = []
    for indices in choices {
      var faults = Faults()
      let value = template.bind(indices, &faults).derived[position]
      if let value, !seen.insert(value).inserted { return free.last.map { sweep.axes[$0].name } }
    }
    return nil
  }

  /// The axes and values of conditions are there.
  func check(_ conditions: [ArmCondition], at path: [String], _ faults: inout Faults) {
    for condition in conditions {
      let place = root.deepest(on: path + ["where", condition.axis])
      guard let axis = axes[condition.axis] else {
        faults.add(.unknownColumn(name: condition.axis, legal: sweep.axes.map(\.name)), at: place)
        continue
      }
      if !axis.values.contains(where: { $0.value == condition.value }) {
        let legal = axis.values.map(\.value)
        faults.add(
          .unknownArm(axis: axis.name, value: condition.value.text, legal: legal.map(\.text)), at: place)
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
    if split == .test, !dataset.hasTestSplit {
      faults.add(.noTestSplit(dataset: dataset.name), at: root.deepest(on: path + ["split"]))
    }
  }

  /// The data of the first trial whose axes have these values.
  private mutating func dataset(where conditions: [ArmCondition]) -> DatasetDeclaration? {
    let asked = sweep.firstIndices(where: conditions)
    let chosen = datasetAxes.map { asked[$0] }
    if let known = datasets[chosen] { return known }
    var indices = sweep.axes.map { _ in 0 }
    for (axis, index) in zip(datasetAxes, chosen) { indices[axis] = index }
    let dataset = template.resolve(TrialTemplate.Assignment(indices: indices, seed: nil)).trial?.dataset
    datasets[chosen] = dataset
    return dataset
  }

  /// The key of the mapping or list item at a path; the path's last step is its name.
  func key(of path: [String]) -> YAMLNode {
    let node = root.deepest(on: Array(path.dropLast()))
    return node.mapping?.entry(path.last ?? "")?.key ?? node
  }
}
