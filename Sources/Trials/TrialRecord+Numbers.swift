import Experiment

// Numbers that a trial ends with, for tables, statistics and comparisons alike.
extension TrialRecord {
  /// The share of the reported predictions that are right.
  package func predictionAccuracy(_ spec: PredictionsSpec?) -> Double? {
    guard let spec else { return nil }
    let correct = captures.predictions(spec.split, count: spec.count).compactMap(\.isCorrect)
    return correct.isEmpty ? nil : Double(correct.filter { $0 }.count) / Double(correct.count)
  }

  /// The mean of |output - target| over the reported predictions and their outputs, added in ascending order.
  package func predictionError(_ spec: PredictionsSpec?) -> Double? {
    guard let spec else { return nil }
    let predictions = captures.predictions(spec.split, count: spec.count)
    let errors = predictions.lazy.compactMap(\.errors).joined()
    var (sum, count) = (0.0, 0)
    for error in errors {
      sum += error.magnitude
      count += 1
    }
    return count == 0 ? nil : sum / Double(count)
  }

  /// The number of a column; `nil` where the trial has none.
  package func number(_ column: OutcomeColumn, predictions: PredictionsSpec?) -> Double? {
    switch column {
    case .trial(let column): number(column, predictions: predictions)
    case .final(_, let place): final?.values[place]
    case .best(_, let place): best(place, of: column)
    }
  }

  /// The best value over the recorded epochs of the measurement at a place.
  private func best(_ place: Int, of column: OutcomeColumn) -> Double? {
    guard status == .completed else { return nil }
    return epochs.lazy.compactMap { $0.values[place] }.reduce(nil) { best, value in
      best.map { column.isBetter(value, than: $0) ? value : $0 } ?? value
    }
  }

  /// The number of a column that is not measured at the end of each epoch.
  package func number(_ column: TrialColumn, predictions: PredictionsSpec?) -> Double? {
    switch column {
    case .epochs: Double(epochCount)
    case .convergedEpoch: convergedEpoch.map(Double.init)
    case .predictionAccuracy: predictionAccuracy(predictions)
    case .predictionError: predictionError(predictions)
    case .parameters: Double(trial.graph.parameterCount)
    case .trial, .replicate, .seed, .status, .weights: nil
    }
  }
}
