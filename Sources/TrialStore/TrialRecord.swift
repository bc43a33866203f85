import ExperimentSpec
import Planner

/// What became of a trial: everything that tables and figures are made from.
package struct TrialRecord: Sendable {
  package var trial: Trial
  package var status: TrialStatus
  /// The epochs that were finished, in order.
  package var epochs: [EpochRecord]

  package init(trial: Trial, status: TrialStatus, epochs: [EpochRecord]) {
    self.trial = trial
    self.status = status
    self.epochs = epochs
  }
}

package enum TrialStatus: Sendable, Equatable {
  case completed
  /// The loss stopped being a finite number in this epoch, counted from 1.
  case diverged(epoch: Int)
  case failed(reason: String)

  /// The word in `trials.csv`.
  package var name: String {
    switch self {
    case .completed: "completed"
    case .diverged: "diverged"
    case .failed: "failed"
    }
  }
}

/// What was measured at the end of an epoch.
package struct EpochRecord: Sendable, Equatable {
  /// Counted from 1.
  package var epoch: Int
  package var trainLoss: Double
  package var testLoss: Double?
  package var testAccuracy: Double?

  package init(epoch: Int, trainLoss: Double, testLoss: Double? = nil, testAccuracy: Double? = nil) {
    self.epoch = epoch
    self.trainLoss = trainLoss
    self.testLoss = testLoss
    self.testAccuracy = testAccuracy
  }

  package subscript(column: MetricColumn) -> Double? {
    switch column {
    case .trainLoss: trainLoss
    case .testLoss: testLoss
    case .testAccuracy: testAccuracy
    }
  }
}
