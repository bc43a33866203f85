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
  package func number(_ column: OutcomeColumn, of experiment: TrainingExperiment) -> Double? {
    switch column {
    case .trial(let column): number(column, predictions: experiment.report.predictions)
    case .final(let measurement):
      experiment.measurements.firstIndex(of: measurement).flatMap { final?.values[$0] }
    case .best(let measurement):
      experiment.measurements.firstIndex(of: measurement).flatMap { best($0, of: measurement)?.value }
    }
  }

  /// The best value of a measurement, which has a place in the plan, over the recorded epochs, with its
  /// epoch; of equal ones the first.
  package func best(_ place: Int, of measurement: Measurement) -> (value: Double, epoch: Int)? {
    guard status == .completed else { return nil }
    var best: (value: Double, epoch: Int)?
    for epoch in epochs {
      guard let value = epoch.values[place] else { continue }
      let isBetter = best.map { OutcomeColumn.best(measurement).isBetter(value, than: $0.value) } ?? true
      if isBetter { best = (value, epoch.epoch) }
    }
    return best
  }

  /// The number of a column that is not measured at the end of each epoch.
  package func number(_ column: TrialColumn, predictions: PredictionsSpec?) -> Double? {
    switch column {
    case .epochs: Double(epochCount)
    case .convergedEpoch: convergedEpoch.map(Double.init)
    case .predictionAccuracy: predictionAccuracy(predictions)
    case .predictionError: predictionError(predictions)
    case .parameters: Double(trial.shapes.parameterCount)
    case .trial, .replicate, .seed, .status, .weights: nil
    }
  }
}
