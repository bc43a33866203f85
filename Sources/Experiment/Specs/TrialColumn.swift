import Model

/// The columns of a trial that are neither axes nor measurements.
package enum TrialColumn: String, CaseIterable, Sendable {
  case trial, replicate, seed, status, parameters
  /// The number of epochs that were trained.
  case epochs
  /// The epoch at which `stop` ended the training; empty where it did not.
  case convergedEpoch = "converged_epoch"
  /// The share of the predictions of the report that are right.
  case predictionAccuracy = "prediction_accuracy"
  /// The mean of |output - target| over the predictions of the report and their outputs, where targets are
  /// values.
  case predictionError = "prediction_mae"
  /// The first 12 digits of the SHA-256 of the final parameters.
  case weights

  /// Why the column is not there in a report, or `nil` where it is.
  package func absence(stops: Bool, targets: Set<TargetKind>, report: ReportSpec) -> String? {
    switch self {
    case .trial, .replicate, .seed, .status, .parameters, .weights: nil
    case .epochs, .convergedEpoch: stops ? nil : "no 'stop' ends the training"
    case .predictionAccuracy, .predictionError:
      if report.predictions == nil {
        "the report has no 'predictions'"
      } else if self == .predictionAccuracy {
        targets.contains(where: \.hasRightAnswers)
          ? nil : "the targets are values, which have a prediction_mae"
      } else {
        targets.contains(.values) ? nil : "the targets are no values; there is a prediction_accuracy"
      }
    }
  }
}

/// The columns of axes and derived values in a table that has others too.
package enum SweepColumn {
  /// The columns that the summary table may have besides, where something is measured: whatever can be over a
  /// split, and what is measured of the training itself.
  package static func besideInSummary(_ measured: [Measurement]) -> [String] {
    besideAlways + measured.map(\.name)
  }

  private static let besideAlways =
    TrialColumn.allCases.map(\.rawValue) + Measurement.ofSplits.map(\.name)

  /// The name of the column of an axis or derived value beside columns that the table has anyway: with a
  /// prefix where one of those has the same name.
  package static func name(of label: String, beside others: some Collection<String>) -> String {
    others.contains(label) ? "axis.\(label)" : label
  }
}
