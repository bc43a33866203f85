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
  /// What was measured in the epoch whose parameters were put back in the end.
  package var restored: EpochRecord?
  /// The SHA-256 of the final parameters; `nil` where training did not come to its end.
  package var weights: String?
  package var captures: TrialCaptures

  package init(
    trial: Trial, status: TrialStatus, epochs: [EpochRecord] = [], epochCount: Int = 0,
    convergedEpoch: Int? = nil, weights: String? = nil, captures: TrialCaptures = TrialCaptures()
  ) {
    self.trial = trial
    self.status = status
    self.epochs = epochs
    self.epochCount = epochCount
    self.convergedEpoch = convergedEpoch
    self.weights = weights
    self.captures = captures
  }

  /// What was measured of the trained model, where training came to its end: in the last epoch, or in that
  /// whose parameters were put back.
  package var final: EpochRecord? { status == .completed ? restored ?? epochs.last : nil }
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

/// What was measured at the end of an epoch: a row of the plan's measurements.
package struct EpochRecord: Sendable, Equatable {
  /// Counted from 1.
  package var epoch: Int
  /// A value for each of the plan's measurements, in their order; `nil` for what this trial does not measure.
  package var values: [Double?]

  package init(epoch: Int, values: [Double?]) {
    self.epoch = epoch
    self.values = values
  }
}
