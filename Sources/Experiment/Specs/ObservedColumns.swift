import Model

/// The numbers that the trials of an experiment end with, by what some of them measure and have: what names
/// of columns are checked against.
struct ObservedColumns {
  let report: ReportSpec
  /// `nil` where that is not known for a mistake elsewhere.
  private let trials: (measurements: [Measurement], stops: Bool, targets: Set<TargetKind>)?

  /// The columns of trials that measure something, of which some have a `stop`, and the targets of whose data
  /// are of some kinds.
  init(report: ReportSpec, measurements: [Measurement], stops: Bool, targets: Set<TargetKind>) {
    self.report = report
    trials = (measurements, stops, targets)
  }

  /// Columns of trials of which nothing is known.
  init(report: ReportSpec) {
    self.report = report
    trials = nil
  }

  var isKnown: Bool { trials != nil }

  /// What some trial measures; whatever there is, where that is not known.
  var measurements: [Measurement] { trials?.measurements ?? Measurement.all }

  /// Why a column is not there; `nil` where it is, or where that is not known.
  func absence(of column: TrialColumn) -> String? {
    trials.flatMap { column.absence(stops: $0.stops, targets: $0.targets, report: report) }
  }

  /// The columns of trials that are numbers and are there.
  var trialNumbers: [TrialColumn] { TrialColumn.numbers.filter { absence(of: $0) == nil } }

  /// Whether a column is a share of a whole, from 0 to 1.
  func isShare(_ name: String) -> Bool {
    name == TrialColumn.predictionAccuracy.rawValue
      || Measurement.all.contains { measurement in
        measurement.unit == .fraction
          && [measurement.name, OutcomeColumn.bestName(of: measurement.name)].contains(name)
      }
  }

  /// The columns of the best of measurements.
  var bestNames: [String] {
    measurements.map(\.name).filter(report.best.contains).map(OutcomeColumn.bestName)
  }
}
