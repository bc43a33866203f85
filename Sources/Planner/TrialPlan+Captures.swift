import Experiment

extension TrialPlan {
  /// What is to be taken down of each trained model.
  package struct Captures: Sendable {
    /// What the tables need, of every trial.
    private let ofAll: CaptureSpec
    /// What the panels need beside it, of the trials that they show: each of the first that has the values of
    /// its `where`.
    private let ofShown: [Int: CaptureSpec]

    init(_ plan: TrialPlan) {
      let report = plan.experiment.report
      ofAll = report.tableCaptures
      var ofShown: [Int: CaptureSpec] = [:]
      for shown in report.shownTrials {
        let index = plan.firstIndex(where: shown.conditions)
        ofShown[index] = (ofShown[index] ?? ofAll).union(shown.captures)
      }
      self.ofShown = ofShown
    }

    /// What is to be taken down of the trial at a place of the plan.
    package func ofTrial(at index: Int) -> CaptureSpec { ofShown[index] ?? ofAll }

    /// What is observed of a trial of the plan.
    package func observation(of trial: Trial) -> ObservationID {
      ObservationID(trial.resolved, ofTrial(at: trial.index))
    }

    /// Whether a panel shows the trial at a place of the plan.
    package func isShown(trialAt index: Int) -> Bool { ofShown[index] != nil }
  }

  package var captures: Captures { Captures(self) }

  /// The place of the first trial that has these values; the first of all where none has them.
  private func firstIndex(where conditions: [ArmCondition]) -> Int {
    for planned in blocks {
      if let first = planned.block.firstTrial(where: conditions) {
        return planned.firstTrial + first.place * planned.replicates + first.replicate
      }
    }
    return 0
  }
}
