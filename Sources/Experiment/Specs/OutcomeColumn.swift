import Model

/// A number that a trial ends with, a column of `trials.csv`: what statistics, comparisons and expectations
/// are made of.
package enum OutcomeColumn: Hashable, Sendable {
  case trial(TrialColumn)
  /// What was measured in the last epoch.
  case final(Measurement)
  /// The best of what was measured in the recorded epochs.
  case best(Measurement)

  package var name: String {
    switch self {
    case .trial(let column): column.rawValue
    case .final(let measurement): measurement.name
    case .best(let measurement): Self.bestName(of: measurement.name)
    }
  }

  /// Whether a trial that came to its end may be without the number: statistics say then of how many they
  /// are.
  package var isPartial: Bool { if case .trial(let column) = self { column.isPartial } else { false } }

  /// What the best of a measurement is called.
  static func bestName(of measurement: String) -> String { "best_\(measurement)" }

  /// Whether a number is better than another one.
  package func isBetter(_ number: Double, than other: Double) -> Bool {
    isHigherBetter ? number > other : number < other
  }

  /// Whether a greater number is the better one.
  package var isHigherBetter: Bool {
    switch self {
    case .trial(let column): column == .predictionAccuracy
    case .final(let measurement), .best(let measurement): measurement.isHigherBetter
    }
  }
}

extension TrialColumn {
  /// Whether a trial that came to its end may be without the number: not all meet their `stop`.
  package var isPartial: Bool { self == .convergedEpoch }

  /// Those that are numbers, which statistics and comparisons may be made of.
  static let numbers = allCases.filter(\.isFinalNumber)
}

extension TrainingExperiment {
  /// The columns that tell how training ended and what was answered, as far as that can differ.
  package var endColumns: [TrialColumn] {
    TrialColumn.numbers.filter {
      $0 != .parameters && $0.absence(stops: stops, targets: targets, report: report) == nil
    }
  }

  /// The measurements of which the best one is a column of its own, in the order of the columns.
  package var bestMeasurements: [Measurement] {
    measurements.filter { report.best.contains($0.name) }
  }

  /// Every number that a trial ends with, in the order of the columns.
  package var outcomeColumns: [OutcomeColumn] {
    ([.parameters] + endColumns).map { .trial($0) } + measurements.map { .final($0) }
      + bestMeasurements.map { .best($0) }
  }
}
