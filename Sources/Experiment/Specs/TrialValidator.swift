import Declarations
import Model
import YAMLTree

/// Whether the parts of a trial fit each other: data against layers, layers against loss and metrics.
struct TrialValidator {
  let spec: TrialSpec
  let dataset: DatasetDeclaration
  /// The file with the trial's values in place: where faults are shown.
  let tree: YAMLNode

  /// The parts of the file that the rules look at together: the data, the last layer, what judges it, and all
  /// layers where one states its inputs.
  static func parts(of root: YAMLNode) -> [[String]] {
    let layers = root.node(at: ["model", "layers"])?.sequence ?? []
    let last = layers.isEmpty ? ["model"] : ["model", "layers", "\(layers.count - 1)"]
    let states = layers.contains { $0.mentions("inputs") }
    return [
      ["dataset"], states ? ["model"] : last, ["training", "loss"], ["training", "target"],
      ["training", "metrics"], ["training", "stop"],
    ]
  }

  /// One rule a function; every rule is checked.
  func validate(_ faults: inout Faults) -> NetworkShapes? {
    let network = Network(inputShape: dataset.shape, layers: spec.model.layers)
    let shapes: NetworkShapes
    do throws(NetworkFault) { shapes = try network.shapes() } catch {
      faults.add(.unusableNetwork(error), at: node("model", "layers"))
      return nil
    }
    checkSize(shapes, &faults)
    checkInputs(shapes, &faults)
    checkLoss(shapes, &faults)
    checkMetrics(shapes, &faults)
    return faults.isEmpty ? shapes : nil
  }

  /// More parameters than this are a mistake, not a model: they fit no machine.
  private static let parameterLimit = 1 << 40

  /// The parameters can be counted, and kept on some machine.
  private func checkSize(_ shapes: NetworkShapes, _ faults: inout Faults) {
    for (index, layer) in shapes.layers.enumerated() where layer.parameterCount > Self.parameterLimit {
      let found = layer.parameters.map { parameter in
        parameter.shape.map { $0 == .max ? "..." : "\($0)" }.joined(separator: "×")
      }
      faults.add(
        .outOfRange(
          subject: "the number of parameters of layer \(index + 1)",
          requirement: "at most \(Self.parameterLimit)", found: found.joined(separator: " + ")),
        at: self.layer(index))
    }
  }

  /// A layer that states its inputs gets as many.
  private func checkInputs(_ shapes: NetworkShapes, _ faults: inout Faults) {
    for (index, layer) in spec.model.layers.enumerated() {
      guard let inputs = layer.inputs else { continue }
      let incoming = shapes.layers[index].inputs
      if inputs != incoming {
        let source = index == 0 ? "the dataset '\(dataset.name)'" : "layer \(index)"
        faults.add(
          .inputMismatch(layer: index + 1, inputs: inputs, incoming: incoming, source: source),
          at: self.layer(index, "inputs"))
      }
    }
  }

  /// The loss has what it needs: outputs of the right kind, one for each class or value of a target, and
  /// targets that it can be computed of. (One output is enough for two classes, 0 and 1, where the loss
  /// compares it with the number.)
  private func checkLoss(_ shapes: NetworkShapes, _ faults: inout Faults) {
    guard let last = spec.model.layers.last, let outputs = shapes.layers.last?.outputs else { return }
    let loss = spec.training.loss
    // Most trials are right, and millions are looked at: a place is looked for when there is a fault to show.
    func place(_ key: String) -> YAMLNode { layer(spec.model.layers.count - 1, key) }
    if let needed = loss.outputFunction, !last.outputFunction.isEqual(to: needed) {
      faults.add(
        .lossNeedsOutput(
          loss: loss.name, needed: type(of: needed).name, found: type(of: last.outputFunction).name),
        at: place("activation"))
    }
    for mistake in loss.mistakes(outputs: outputs) {
      faults.add(
        .lossWidth(key: mistake.key, count: mistake.count, outputs: outputs),
        at: node("training", "loss", loss.name, mistake.key))
    }
    if isAutoencoder {
      let width = dataset.shape.elementCount
      if loss.needsClasses {
        faults.add(.lossOfInput(loss: loss.name), at: node("training", "loss"))
      } else if outputs != width {
        faults.add(.outputsOfInput(units: outputs, width: width), at: place("units"))
      }
    } else if let classes = dataset.classes?.count {
      let isEnough = outputs >= classes || outputs == 1 && classes <= 2 && !loss.needsClasses
      if !isEnough {
        faults.add(
          .tooFewUnits(units: outputs, classes: classes, dataset: dataset.name), at: place("units"))
      }
    } else if loss.needsClasses || dataset.targetWidth == nil {
      faults.add(.lossNeedsClasses(loss: loss.name, dataset: dataset.name), at: node("training", "loss"))
    } else if let width = dataset.targetWidth, outputs != width {
      faults.add(.outputMismatch(units: outputs, width: width, dataset: dataset.name), at: place("units"))
    }
    checkTargets(&faults)
  }

  /// Targets that are values lie where the loss can be computed of them.
  private func checkTargets(_ faults: inout Faults) {
    let loss = spec.training.loss
    guard let range = loss.targetRange, dataset.classes == nil, !isAutoencoder else { return }
    if let target = (dataset.format as? InlineFormat)?.target(outside: range) {
      let part = target.part == .train ? "" : "\(target.part.adjective) "
      faults.add(
        .targetOutOfRange(
          loss: loss.name, range: range, value: target.value,
          place: "that of \(part)example \(target.example) of the dataset '\(dataset.name)'"),
        at: tree.deepest(on: ["dataset", "format", "inline"] + target.path))
    } else if let target = dataset.content?.targetExtremes.first(where: { !range.contains($0.value) }) {
      faults.add(
        .targetOutOfRange(loss: loss.name, range: range, value: target.value, place: target.place),
        at: node("training", "loss"))
    }
  }

  /// Whether the targets are the features.
  private var isAutoencoder: Bool { spec.training.target == .input }

  private func checkMetrics(_ shapes: NetworkShapes, _ faults: inout Faults) {
    for (index, metric) in spec.training.metrics.enumerated() {
      func place() -> YAMLNode { node("training", "metrics", "\(index)") }
      if let fault = fault(of: metric, outputs: shapes.layers.last?.outputs ?? 0) {
        faults.add(fault, at: place())
      } else if !dataset.parts.contains(metric.split) {
        let others = dataset.parts.filter { $0 != .train }.map { SplitMetric($0, metric.kind).name }
        faults.add(
          .metricNeedsSplit(
            metric: metric.shortName, split: metric.split, dataset: dataset.name, instead: others.first),
          at: place())
      }
    }
    if spec.training.stop != nil, !spec.training.loss.countsErrors {
      faults.add(.needsPerceptron(subject: "stop"), at: node("training", "stop"))
    }
  }

  /// What a metric lacks of the task.
  private func fault(of metric: SplitMetric, outputs: Int) -> ExperimentFault? {
    let (name, loss, need) = (metric.shortName, spec.training.loss, metric.kind.type.need)
    var lacksClasses: ExperimentFault? {
      isAutoencoder
        ? .metricOfInput(metric: name)
        : dataset.classes == nil ? .metricNeedsClasses(metric: name, dataset: dataset.name) : nil
    }
    switch need {
    case .nothing: return nil
    case .classes: return lacksClasses
    case .moreOutputs(let count):
      return lacksClasses
        ?? (outputs > count ? nil : .metricNeedsOutputs(metric: name, more: count, outputs: outputs))
    case .probabilities:
      return lacksClasses
        ?? (loss.probabilities == nil ? .metricNeedsProbabilities(metric: name, loss: loss.name) : nil)
    case .values: return loss.needsClasses ? .metricNeedsValues(metric: name, loss: loss.name) : nil
    case .perceptron: return loss.countsErrors ? nil : .needsPerceptron(subject: name)
    }
  }

  private func node(_ path: String...) -> YAMLNode { tree.deepest(on: path) }

  /// The place of a layer, or of one of its keys.
  private func layer(_ index: Int, _ keys: String...) -> YAMLNode {
    tree.deepest(on: ["model", "layers", "\(index)", type(of: spec.model.layers[index]).name] + keys)
  }
}

extension YAMLNode {
  /// Whether a key of this name is somewhere within the node, or a `$name` that may stand for one.
  fileprivate func mentions(_ key: String) -> Bool {
    switch content {
    case .scalar: false
    case .sequence(let items): items.contains { $0.referencedName != nil || $0.mentions(key) }
    case .mapping(let mapping): mapping.entries.contains { $0.name == key || $0.value.mentions(key) }
    }
  }
}
