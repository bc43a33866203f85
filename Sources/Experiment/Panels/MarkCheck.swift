import Declarations
import Model
import YAMLTree

/// Looks for what does not fit the sweep and its measurements in the keys of a mark of arms.
struct MarkCheck {
  let spec: MarkSpec
  /// The name of the mark.
  let panel: String
  /// The keys that the mark has.
  let keys: [String]
  /// Where they stand in the file.
  let path: [String]
  let report: ReportValidator
  let arms: SweepArms

  func node(_ keys: String...) -> YAMLNode { report.node(at: path + keys) }

  /// The values that a name has in what is shown, `nil` where they are not known.
  func values(of name: String) -> [AxisValue]? { arms.values(of: name, where: spec.arm) }

  func checkConditions(_ faults: inout Faults) {
    var report = report
    report.check(spec.arm, at: path, &faults)
  }
}

// MARK: - Columns

extension MarkCheck {
  /// Metrics are columns that are measured of what is shown: along the epochs, or once a trial has ended.
  func checkMetrics(_ names: [String], of key: String, alongEpochs: Bool, _ faults: inout Faults) {
    for (place, name) in names.enumerated() {
      let path = path + [key, "\(place)"]
      if names[..<place].contains(name) {
        faults.add(.duplicateName(category: "column", name: name), at: report.node(at: path))
        continue
      }
      if panel == LinePanel.name, name.contains("*") {
        checkPattern(name, at: path, &faults)
      } else {
        checkMetric(name, key, alongEpochs, at: path, &faults)
      }
    }
  }

  /// A pattern fits something that is measured.
  private func checkPattern(_ name: String, at path: [String], _ faults: inout Faults) {
    let measured = report.measuredNames
    // Where a mistake elsewhere leaves nothing known, nothing is said.
    if measured.isEmpty || measured.contains(where: NamePattern(name).matches) { return }
    faults.add(.unknownColumn(name: name, legal: measured), at: report.node(at: path))
  }

  private func checkMetric(
    _ name: String, _ key: String, _ alongEpochs: Bool, at path: [String], _ faults: inout Faults
  ) {
    let numbers = alongEpochs ? [] : report.finalNumbers
    switch report.column(name) {
    case .measurement(let measurement):
      guard report.checkMeasured(name, at: path, &faults) else { return }
      checkShownMeasures(measurement, at: path, &faults)
    case .trial(let column) where column.isFinalNumber && !alongEpochs:
      guard let reason = report.absence(of: column) else { return }
      faults.add(
        .notMeasured(name: name, reason: reason, measured: report.measuredNames + numbers),
        at: report.node(at: path))
    case nil: report.checkMeasured(name, besides: numbers, at: path, &faults)
    case .epoch, .label, .trial:
      faults.add(
        .columnDoesNotFit(
          key: key, panel: panel, column: name,
          requirement: alongEpochs ? "a metric of each epoch" : "a metric of the trained model",
          legal: report.measuredNames + numbers), at: report.node(at: path))
    }
  }

  /// Some trial that is shown makes a measurement.
  private func checkShownMeasures(_ measurement: Measurement, at path: [String], _ faults: inout Faults) {
    guard let shown = arms.arms(where: spec.arm), !shown.isEmpty,
      !shown.contains(where: { $0.measured.contains(measurement) })
    else { return }
    let data = Set(shown.map(\.dataset)).sorted().map { "'\($0)'" }
    faults.add(
      .notMeasured(
        name: measurement.name,
        reason: "no trial that the panel shows measures it, on \(Suggestion.list(data))",
        measured: Measurement.ordered(shown.reduce(into: []) { $0.formUnion($1.measured) }).map(\.name)),
      at: report.node(at: path))
  }

  /// What a line goes along: the epochs, a metric, or an axis or derived value of numbers. `nil` where that
  /// is not known for a mistake.
  func checkLineX(_ faults: inout Faults) -> PanelColumn? {
    guard let name = spec.x else { return .epoch }
    let place = path + ["x"]
    switch report.column(name) {
    case .epoch: return .epoch
    case .measurement(let measurement):
      guard report.checkMeasured(name, at: place, &faults) else { return nil }
      checkShownMeasures(measurement, at: place, &faults)
      return .measurement(measurement)
    case .label(let label):
      checkNumbers(label, of: "x", &faults)
      return .label(label)
    case .trial:
      faults.add(
        .columnDoesNotFit(
          key: "x", panel: panel, column: name,
          requirement: "epoch, a metric of each epoch, or an axis or derived value",
          legal: ["epoch"] + report.measuredNames + report.labels), at: report.node(at: place))
      return nil
    case nil:
      report.checkMeasured(name, besides: ["epoch"] + report.labels, at: place, &faults)
      return nil
    }
  }

  /// A column that each trial has one value of.
  func checkScatterColumn(_ name: String, of key: String, numbersOnly: Bool, _ faults: inout Faults)
    -> PanelColumn?
  {
    let column = report.column(name)
    switch column {
    case .label(let label):
      if numbersOnly { checkNumbers(label, of: key, &faults) }
      return column
    case .trial(let trial) where trial == .seed || trial == .replicate: return column
    case .measurement, .trial, nil:
      var found = Faults()
      let besides = report.finalNumbers + report.sweepNames
      if column == nil {
        report.checkMeasured(name, besides: besides, at: path + [key], &found)
      } else {
        checkMetric(name, key, false, at: path + [key], &found)
      }
      faults.add(contentsOf: found)
      return found.isEmpty ? column : nil
    case .epoch:
      faults.add(
        .columnDoesNotFit(
          key: key, panel: panel, column: name, requirement: "an axis, a derived value or a final metric",
          legal: report.measuredNames + report.finalNumbers + report.sweepNames), at: node(key))
      return nil
    }
  }

  /// Whether the values of a column are shown by their names.
  func isOfNames(_ column: PanelColumn) -> Bool {
    guard case .label(let name) = column else { return false }
    return values(of: name)?.contains { $0.number == nil } ?? false
  }

  private func checkNumbers(_ name: String, of key: String, _ faults: inout Faults) {
    guard let other = values(of: name)?.first(where: { $0.number == nil }) else { return }
    let advice = panel == "line" ? "the panels 'bar' and 'scatter' show values that are no numbers" : nil
    faults.add(
      .notNumbers(subject: "the \(key) of '\(panel)'", name: name, value: other.text, advice: advice),
      at: node(key))
  }
}
