import Model

/// What a report needs of a trained model: the executor takes it down while the model is at hand.
package struct CaptureSpec: Sendable, Equatable {
  /// The initial and final parameters.
  package var parameters = false
  /// How many examples of a split are answered one by one; `Int.max` for all.
  package var predictions: [SplitName: Int] = [:]
  /// The splits whose answers are counted by class.
  package var confusions: Set<SplitName> = []
  /// The planes over which a model of two inputs is sampled.
  package var boundaries: [DecisionBoundaryPanelSpec] = []

  package init() {}

  /// Whether nothing is taken down.
  package var isEmpty: Bool { self == CaptureSpec() }

  /// Asks for the first `count` predictions of a split.
  fileprivate mutating func need(_ split: SplitName, _ count: Int) {
    predictions[split] = max(predictions[split] ?? 0, count)
  }
}

extension ReportSpec {
  /// What the tables need of every trial.
  package var tableCaptures: CaptureSpec {
    var captures = CaptureSpec()
    captures.parameters = parameters
    if let predictions { captures.need(predictions.split, predictions.count ?? .max) }
    return captures
  }

  /// What the panels that show a trial need of it, besides `captures`: those whose `where` is one of the
  /// `shown`.
  package func captures(ofPanelsWhere shown: ([ArmCondition]) -> Bool, besides captures: CaptureSpec)
    -> CaptureSpec
  {
    var captures = captures
    for panel in figures.flatMap(\.panels) {
      switch panel {
      case .line: break
      case .decisionBoundary(let spec) where shown(spec.arm):
        captures.boundaries.append(spec)
        captures.need(.train, .max)
      case .imageGrid(let spec) where shown(spec.arm): captures.need(spec.split, spec.count)
      case .confusionMatrix(let spec) where shown(spec.arm): captures.confusions.insert(spec.split)
      case .decisionBoundary, .imageGrid, .confusionMatrix: break
      }
    }
    return captures
  }

  /// The conditions of the panels that show one trial.
  package var shownArms: [[ArmCondition]] {
    figures.flatMap(\.panels).compactMap { panel in
      switch panel {
      case .line: nil
      case .decisionBoundary(let spec): spec.arm
      case .imageGrid(let spec): spec.arm
      case .confusionMatrix(let spec): spec.arm
      }
    }
  }
}
