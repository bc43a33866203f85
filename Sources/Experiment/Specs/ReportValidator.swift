import Declarations
import Model
import YAMLTree

/// Whether tables and figures name what there is.
package struct ReportValidator {
  private let report: ReportSpec
  private let template: TrialTemplate
  /// What some trial measures and has; `nil` where that is not known for a mistake elsewhere.
  private let training: Observed?
  /// The data of trials by the points of the dimensions that choose among datasets, as far as panels asked
  /// for them.
  private var datasets: [[Int]: DatasetDeclaration?]
  private let dependencies: SweepDependencies
  /// The dimensions that choose among datasets.
  private let datasetDimensions: [Int]
  /// The names of axes and derived values.
  private let labels: [String]
  /// The names of what is measured.
  private let measured: [String]
  /// The axes and labels of cases.
  private let columns: [TrialTemplate.Column]
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
    columns = template.columns
    labels = columns.map(\.name) + sweep.derived.map(\.name)
    measured = (training?.measurements ?? Measurement.all).map(\.name)
    self.dependencies = dependencies
    datasetDimensions = dependencies.dimensions(ofField: "dataset").sorted()
    datasets = [datasetDimensions.map { _ in 0 }: dataset]
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
    if legal.contains(series) { return true }
    faults.add(.unknownColumn(name: series, legal: legal), at: root.deepest(on: path))
    return false
  }

  /// The values of an axis as the file has them; `nil` for another name.
  func values(of axis: String) -> [String]? {
    columns.first { $0.name == axis }.map { template.dimensions[$0.dimension].values(of: $0.key).map(\.text) }
  }

  /// Every axis of several values is behind the series or fixed by a condition: else two arms are one line.
  func checkCover(
    of panel: String, by series: String?, and conditions: [ArmCondition], at path: [String],
    _ faults: inout Faults
  ) {
    let covered = series.map { dependencies.dimensions(of: $0) } ?? []
    if let series, let axis = axis(behind: series, of: covered, conditions) {
      faults.add(.uncoveredAxis(panel: panel, axis: axis), at: root.deepest(on: path))
    }
    for (index, dimension) in template.dimensions.enumerated() {
      let isSeries = dimension.columns.first { dimension.keys[$0].name == series }
      if isSeries == nil, covered.contains(index) { continue }
      if let axis = uncovered(dimension, series: isSeries, conditions) {
        faults.add(.uncoveredAxis(panel: panel, axis: axis), at: root.deepest(on: path))
      }
    }
  }

  /// The name of an axis that has several values where the conditions and the series leave one; `nil` where
  /// there is none.
  private func uncovered(
    _ dimension: Dimension, series: Int?, _ conditions: [ArmCondition]
  ) -> String? {
    guard dimension.count > 1 else { return nil }
    var points: [AxisValue?: [PointValue]] = [:]
    for index in dimension.indices(where: dimension.conditions(among: conditions)) {
      let point = dimension.point(at: index)
      let value = series.flatMap { series in point.first { $0.key == series }?.value }
      guard let first = points.updateValue(point, forKey: value) else { continue }
      let names = dimension.columns.filter { column in
        point.first { $0.key == column }?.value != first.first { $0.key == column }?.value
      }.map { dimension.keys[$0].name }
      return names.first { name in !conditions.contains { $0.axis == name } } ?? dimension.keys[0].name
    }
    return nil
  }

  /// More combinations than this are not tried one by one.
  private static let combinationLimit = 10_000

  /// An axis behind a derived series of which two values give the same one; `nil` where each gives its own.
  private func axis(behind series: String, of covered: Set<Int>, _ conditions: [ArmCondition]) -> String? {
    guard let position = sweep.derived.firstIndex(where: { $0.name == series }) else { return nil }
    let dimensions = template.dimensions
    var choices = [template.firstIndices(where: conditions)]
    var free: [Int] = []
    for dimension in covered.sorted() {
      let points = dimensions[dimension].indices(
        where: dimensions[dimension].conditions(among: conditions)
      ).prefix(Self.combinationLimit + 1)
      if points.count > 1 { free.append(dimension) }
      if points.count * choices.count > Self.combinationLimit { return nil }
      choices = choices.flatMap { indices in
        points.map { index in
          var indices = indices
          indices[dimension] = index
          return indices
        }
      }
    }
    var seen: Set<SweepNumber> = []
    for indices in choices {
      var faults = Faults()
      let value = template.bind(indices, &faults).derived[position]
      if let value, !seen.insert(value).inserted { return free.last.map { dimensions[$0].keys[0].name } }
    }
    return nil
  }

  /// The axes and values of conditions are there.
  func check(_ conditions: [ArmCondition], at path: [String], _ faults: inout Faults) {
    for condition in conditions {
      let place = root.deepest(on: path + ["where", condition.axis])
      guard let column = columns.first(where: { $0.name == condition.axis }) else {
        faults.add(.unknownColumn(name: condition.axis, legal: columns.map(\.name)), at: place)
        continue
      }
      let dimension = template.dimensions[column.dimension]
      if dimension.indices(where: [(column.key, condition.value)]).isEmpty {
        let legal = dimension.values(of: column.key)
        faults.add(
          .unknownArm(axis: column.name, value: condition.value.text, legal: legal.map(\.text)), at: place)
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
    let asked = template.firstIndices(where: conditions)
    let chosen = datasetDimensions.map { asked[$0] }
    if let known = datasets[chosen] { return known }
    var indices = template.dimensions.map { _ in 0 }
    for (dimension, index) in zip(datasetDimensions, chosen) { indices[dimension] = index }
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
