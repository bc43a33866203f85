import YAMLTree

/// Whether the parts of a trial fit each other: data against layers, layers against loss and metrics.
struct TrialValidator {
  let spec: TrialSpec
  let dataset: DatasetSpec
  /// The file with the trial's values in place: where faults are shown.
  let tree: YAMLNode

  /// One rule a function; every rule is checked.
  func validate(_ faults: inout Faults) -> ModelShapes? {
    let shapes = ModelShapes(spec.model, featureCount: dataset.featureCount)
    checkInputs(shapes, &faults)
    checkLoss(shapes, &faults)
    checkMetrics(&faults)
    return faults.isEmpty ? shapes : nil
  }

  /// A layer that states its inputs gets as many.
  private func checkInputs(_ shapes: ModelShapes, _ faults: inout Faults) {
    for (index, layer) in spec.model.layers.enumerated() {
      guard case .dense(let dense) = layer, let inputs = dense.inputs else { continue }
      let incoming = shapes.layers[index].inputs
      if inputs != incoming {
        let source = index == 0 ? "the dataset '\(dataset.name)'" : "layer \(index)"
        faults.add(
          .inputMismatch(layer: index + 1, inputs: inputs, incoming: incoming, source: source),
          at: node("model", "layers", "\(index)", "dense", "inputs"))
      }
    }
  }

  /// The loss has what it needs: logits, and one for each class.
  private func checkLoss(_ shapes: ModelShapes, _ faults: inout Faults) {
    guard case .dense(let last)? = spec.model.layers.last else { return }
    let index = "\(spec.model.layers.count - 1)"
    switch spec.training.loss {
    case .crossEntropy:
      guard let classes = dataset.classes?.count else {
        faults.add(.lossNeedsClasses(loss: "cross_entropy", dataset: dataset.name), at: node("training", "loss"))
        return
      }
      if last.units < classes {
        faults.add(
          .tooFewUnits(units: last.units, classes: classes, dataset: dataset.name),
          at: node("model", "layers", index, "dense", "units"))
      }
      if last.activation != .identity {
        faults.add(
          .lossNeedsIdentity(loss: "cross_entropy", activation: last.activation.name),
          at: node("model", "layers", index, "dense", "activation"))
      }
    }
  }

  private func checkMetrics(_ faults: inout Faults) {
    for (index, metric) in spec.training.metrics.enumerated() where metric == .accuracy && dataset.classes == nil {
      faults.add(
        .metricNeedsClasses(metric: metric.rawValue, dataset: dataset.name),
        at: node("training", "metrics", "\(index)"))
    }
  }

  private func node(_ path: String...) -> YAMLNode { tree.deepest(on: path) }
}
