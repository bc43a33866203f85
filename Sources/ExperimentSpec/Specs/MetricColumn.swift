/// What is measured at the end of an epoch: a column of `epochs.csv`, and of `trials.csv` for the last epoch.
package enum MetricColumn: String, CaseIterable, Sendable {
  /// The mean over the epoch's batches of the batch's mean loss.
  case trainLoss = "train_loss"
  /// The mean loss over the test examples.
  case testLoss = "test_loss"
  /// The share of the test examples whose largest output is that of their class.
  case testAccuracy = "test_accuracy"

  /// The name as a person would write it: "Train Loss".
  package var title: String {
    switch self {
    case .trainLoss: "Training Loss"
    case .testLoss: "Test Loss"
    case .testAccuracy: "Test Accuracy"
    }
  }
}

/// The columns of a trial that are neither axes nor metrics.
package enum TrialColumn: String, CaseIterable, Sendable {
  case trial, replicate, seed, status, parameters
}
