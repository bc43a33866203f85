import Model

/// A number that a trial ends with, a column of `trials.csv`: what statistics, comparisons and expectations
/// are made of.
package enum OutcomeColumn: Hashable, Sendable {
  case trial(TrialColumn)
  /// What was measured in the last epoch: a measurement and its place among those of the plan.
  case final(Measurement, place: Int)
  /// The best of what was measured in the recorded epochs.
  case best(Measurement, place: Int)

  package var name: String {
    switch self {
    case .trial(let column): column.rawValue
    case .final(let measurement, _): measurement.name
    case .best(let measurement, _): Self.bestName(of: measurement.name)
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
    case .final(let measurement, _), .best(let measurement, _): measurement.isHigherBetter
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

  /// What is measured in the last epoch, in the order of the columns.
  package var finalColumns: [OutcomeColumn] {
    measurements.enumerated().map { .final($1, place: $0) }
  }

  /// The best of what is measured, as far as the report asks for it, in the order of the columns.
  package var bestColumns: [OutcomeColumn] {
    measurements.enumerated().filter { report.best.contains($1.name) }.map { .best($1, place: $0) }
  }

  /// Every number that a trial ends with, in the order of the columns.
  package var outcomeColumns: [OutcomeColumn] {
    ([.parameters] + endColumns).map { .trial($0) } + finalColumns + bestColumns
  }
}
