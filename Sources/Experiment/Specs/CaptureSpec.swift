/// What a report needs of a trained model: the executor takes it down while the model is at hand.
package struct CaptureSpec: Sendable, Equatable {
  /// The initial and final parameters.
  package var parameters = false
  /// How many examples of a split are answered one by one; `Int.max` for all.
  package var predictions: [SplitSpec: Int] = [:]
  /// The splits whose answers are counted by class.
  package var confusions: Set<SplitSpec> = []
  /// The planes over which a model of two inputs is sampled.
  package var boundaries: [DecisionBoundaryPanelSpec] = []

  package init() {}
}

extension ReportSpec {
  package var captures: CaptureSpec {
    var captures = CaptureSpec()
    captures.parameters = parameters
    func need(_ split: SplitSpec, _ count: Int) {
      captures.predictions[split] = max(captures.predictions[split] ?? 0, count)
    }
    if let predictions { need(predictions.split, predictions.count ?? .max) }
    for panel in figures.flatMap(\.panels) {
      switch panel {
      case .line: break
      case .decisionBoundary(let spec):
        captures.boundaries.append(spec)
        need(.train, .max)
      case .imageGrid(let spec): need(spec.split, spec.count)
      case .confusionMatrix(let spec): captures.confusions.insert(spec.split)
      }
    }
    return captures
  }
}
