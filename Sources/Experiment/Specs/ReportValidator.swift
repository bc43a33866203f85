import Declarations
import Model
import YAMLTree

/// Whether tables and figures name what there is.
package struct ReportValidator {
  private let report: ReportSpec
  private let blocks: [SweepBlock]
  /// What some trial measures and has.
  private let observed: ObservedColumns
  /// The data of the first trial.
  private let firstDataset: DatasetDeclaration?
  /// What finds the data of others, by the places of their blocks.
  private var resolvers: [Int: TrialResolver] = [:]
  /// The names of axes and derived values.
  let labels: [String]
  /// The names of the axes and of what cases are called.
  private let columns: [String]
  /// The arms, which are looked at where a panel asks.
  private(set) lazy var arms = SweepArms(blocks, looksAtEach: observed.isKnown)
  /// The whole file: where faults are shown.
  private let root: YAMLNode

  /// A validator of the report of the columns, where `dataset` is that of the first trial; `nil` where it is
  /// not known for a mistake elsewhere.
  init(
    blocks: [SweepBlock], observed: ObservedColumns, dataset: DatasetDeclaration?, root: YAMLNode
  ) {
    report = observed.report
    self.blocks = blocks
    self.observed = observed
    self.root = root
    columns = blocks.map(\.template).columnNames
    labels = columns + blocks.map(\.template).derivedNames
    firstDataset = dataset
  }

  mutating func validate(_ faults: inout Faults) {
    let isTableKnown = checkTable(&faults)
    let isPoolKnown = checkPooled(&faults)
    if isTableKnown, isPoolKnown { checkTableIsWhole(&faults) }
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

  /// What is pooled are axes, and the table shows none of them. Whether that is so.
  private func checkPooled(_ faults: inout Faults) -> Bool {
    let count = faults.count
    for (index, name) in report.over.enumerated() where !columns.contains(name) {
      let place = root.deepest(on: ["report", "over", "\(index)"])
      faults.add(.poolsNoAxis(name: name, legal: columns), at: place)
    }
    for (index, name) in report.table.enumerated() where report.over.contains(name) {
      faults.add(
        .axisTwice(axis: name, first: "pooled by 'over'", second: "a column of the table"),
        at: root.deepest(on: ["report", "table", "\(index)"]))
    }
    return faults.count == count
  }

  /// Every axis is a column of the table or pooled: else rows could not be told apart. (`trial` tells every
  /// trial apart.)
  private mutating func checkTableIsWhole(_ faults: inout Faults) {
    let table = report.table
    // A sweep that is wrong itself may have other axes once it is right.
    guard observed.isKnown, !table.isEmpty, !table.contains(TrialColumn.trial.rawValue) else { return }
    let shown = labels.filter { table.contains($0) || table.contains(tableColumn(of: $0)) }
    let open = arms.unusedAxes(shown, over: report.over, where: [])
    if open.isEmpty { return }
    faults.add(.openTable(axes: open, pooled: report.over), at: root.deepest(on: ["report", "table"]))
  }

  /// What the table calls the column of an axis or derived value.
  private func tableColumn(of label: String) -> String {
    SweepColumn.name(of: label, beside: SweepColumn.besideInSummary(observed.measurements))
  }

  /// The columns of the table are there. Whether they are.
  private func checkTable(_ faults: inout Faults) -> Bool {
    let count = faults.count
    let columns = labels.map(tableColumn)
    let there = TrialColumn.allCases.filter { absence(of: $0) == nil }.map(\.rawValue)
    // An axis is meant by its own name too.
    let known = Set(columns + labels)
    for (index, name) in report.table.enumerated() where !known.contains(name) {
      let path = ["report", "table", "\(index)"]
      if let column = TrialColumn(rawValue: name) {
        if let reason = absence(of: column) {
          faults.add(
            .notMeasured(name: name, reason: reason, measured: measuredNames), at: root.deepest(on: path))
        }
      } else {
        checkMeasured(
          name, besides: columns + there + report.best.map(OutcomeColumn.bestName), at: path, &faults)
      }
    }
    return faults.count == count
  }

  func absence(of column: TrialColumn) -> String? { observed.absence(of: column) }

  private var measured: [String] { observed.measurements.map(\.name) }

  /// A name is that of a measurement that some trial makes, or one of `others`. Whether it is.
  @discardableResult func checkMeasured(
    _ name: String, besides others: [String] = [], at path: [String], _ faults: inout Faults
  ) -> Bool {
    if others.contains(name) || measured.contains(name) { return true }
    let place = root.deepest(on: path)
    guard let known = Measurement.all.first(where: { $0.name == name }) else {
      // What is measured is not known where a mistake elsewhere hides it.
      faults.add(.unknownColumn(name: name, legal: observed.isKnown ? others + measured : []), at: place)
      return false
    }
    faults.add(.notMeasured(name: name, reason: known.absence, measured: measured), at: place)
    return false
  }
}

// What the checks of panels ask.
extension ReportValidator {
  /// What looks at the keys of a mark of arms, which stand at a path.
  mutating func check<Mark: ArmMark>(of mark: Mark, at path: [String]) -> MarkCheck {
    let arms = arms
    return MarkCheck(
      spec: mark.mark, panel: Mark.name, keys: Mark.record.keys, path: path, report: self, arms: arms)
  }

  /// The column of a name that is there; a measurement counts where some trial makes it.
  func column(_ name: String) -> PanelColumn? {
    // An axis may well be called learning_rate, and is meant where that is not measured.
    let isAxis = labels.contains(name) && !measured.contains(name)
    let others = isAxis ? Measurement.ofSplits : Measurement.all + observed.measurements
    return PanelColumn(name, labels: labels, measurements: others)
  }

  /// The names that tell trials apart before they are trained: axes, derived values, seed and replicate.
  var sweepNames: [String] { labels + ArmCondition.ofReplicates.filter { !labels.contains($0) } }

  /// The names of what some trial measures; none where that is not known.
  var measuredNames: [String] { observed.isKnown ? measured : [] }

  /// The names of the numbers that are known of a trial once it has ended.
  var finalNumbers: [String] {
    observed.isKnown ? observed.trialNumbers.map(\.rawValue).filter { !labels.contains($0) } : []
  }

  /// The axes, derived values and values of conditions are there, and some trial has all of them.
  mutating func check(_ conditions: [ArmCondition], at path: [String], _ faults: inout Faults) {
    var isRight = true
    for condition in conditions {
      if !sweepNames.contains(condition.axis) {
        faults.add(
          .unknownColumn(name: condition.axis, legal: sweepNames),
          at: key(of: path + ["where", condition.axis]))
      } else if let legal = arms.values(of: condition.axis, where: []) {
        let place = root.deepest(on: path + ["where", condition.axis])
        if condition.checkIsMet(by: legal, at: place, &faults) { continue }
      } else {
        continue
      }
      isRight = false
    }
    if isRight, !conditions.isEmpty, let shown = arms.arms(where: conditions), shown.isEmpty {
      faults.add(.noArm, at: root.deepest(on: path + ["where"]))
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

  /// The data of the first trial that has these values.
  private mutating func dataset(where conditions: [ArmCondition]) -> DatasetDeclaration? {
    if conditions.isEmpty { return firstDataset }
    for (position, block) in blocks.enumerated() {
      guard let place = block.firstTrial(where: conditions)?.place else { continue }
      return resolvers[position, default: TrialResolver(block.template)].dataset(
        TrialTemplate.Assignment(indices: block.indices(at: place), seed: nil))
    }
    return firstDataset
  }

  /// What the outputs of the first trial that has these values are compared with; `nil` where that is not
  /// known for a mistake elsewhere.
  mutating func target(where conditions: [ArmCondition]) -> TrainingTarget? {
    for (position, block) in blocks.enumerated() {
      guard let place = block.firstTrial(where: conditions)?.place else { continue }
      return resolvers[position, default: TrialResolver(block.template)].resolve(
        TrialTemplate.Assignment(indices: block.indices(at: place), seed: nil))?.spec.training.target
    }
    return nil
  }

  /// The node at a path, or the deepest one on the way to it.
  func node(at path: [String]) -> YAMLNode { root.deepest(on: path) }

  /// The key of the mapping or list item at a path; the path's last step is its name.
  func key(of path: [String]) -> YAMLNode {
    let node = root.deepest(on: Array(path.dropLast()))
    return node.mapping?.entry(path.last ?? "")?.key ?? node
  }
}
