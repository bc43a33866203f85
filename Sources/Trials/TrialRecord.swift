import Experiment
import Planner

/// What became of a trial: everything that tables and figures are made from.
package struct TrialRecord: Sendable {
  package var trial: Trial
  package var status: TrialStatus
  /// The recorded ones of the epochs that were finished, in order.
  package var epochs: [EpochRecord]
  /// How many epochs were finished, recorded or not.
  package var epochCount: Int
  /// The epoch at which the experiment's `stop` ended the training.
  package var convergedEpoch: Int?
  package var captures: TrialCaptures

  package init(
    trial: Trial, status: TrialStatus, epochs: [EpochRecord], epochCount: Int = 0, convergedEpoch: Int? = nil,
    captures: TrialCaptures = TrialCaptures()
  ) {
    self.trial = trial
    self.status = status
    self.epochs = epochs
    self.epochCount = epochCount
    self.convergedEpoch = convergedEpoch
    self.captures = captures
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
  package var trainErrors: Int?
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
    case .trainErrors: trainErrors.map(Double.init)
    case .testLoss: testLoss
    case .testAccuracy: testAccuracy
    }
  }
}
