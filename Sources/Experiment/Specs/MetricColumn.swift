/// What is measured at the end of an epoch: a column of `epochs.csv`, and of `trials.csv` for the last epoch.
package enum MetricColumn: String, CaseIterable, Sendable {
  /// The mean over the epoch's batches of the batch's mean loss.
  case trainLoss = "train_loss"
  /// The training examples answered wrongly in the epoch, each before the step on it.
  case trainErrors = "train_errors"
  /// The mean loss over the test examples.
  case testLoss = "test_loss"
  /// The share of the test examples whose largest output is that of their class.
  case testAccuracy = "test_accuracy"

  /// The name as a person would write it: "Train Loss".
  package var title: String {
    switch self {
    case .trainLoss: "Training Loss"
    case .trainErrors: "Training Errors"
    case .testLoss: "Test Loss"
    case .testAccuracy: "Test Accuracy"
    }
  }
}

/// The columns of a trial that are neither axes nor metrics.
package enum TrialColumn: String, CaseIterable, Sendable {
  case trial, replicate, seed, status, parameters
  /// The number of epochs that were trained.
  case epochs
  /// The epoch at which `stop` ended the training; empty where it did not.
  case convergedEpoch = "converged_epoch"
  /// The share of the predictions of the report that are right.
  case predictionAccuracy = "prediction_accuracy"
}
