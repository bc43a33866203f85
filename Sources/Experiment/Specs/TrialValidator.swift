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
  /// layers where one states its inputs, or where the shape of one decides whether another fits.
  static func parts(of template: TrialTemplate) -> [[String]] {
    let root = template.root
    let layers = root.node(at: ["model", "layers"])?.sequence ?? []
    let last = layers.isEmpty ? ["model"] : ["model", "layers", "\(layers.count - 1)"]
    // What an optimizer's options have to do with each other is only of some of them.
    let optimizer = template.declares("nesterov") ? [["training", "optimizer"]] : []
    // What a pattern fits depends on all layers, and so do norms by layer.
    let isWhole =
      !layers.allSatisfy(\.fitsAnything) || layers.contains { $0.mentions("inputs") }
      || template.declares("parameters") || template.mayMeasureNorms
      || template.root.node(at: ["model", "initialize"]) != nil
    return [
      ["dataset"], isWhole ? ["model"] : last, ["training", "regularize"], ["training", "loss"],
      ["training", "target"], ["training", "metrics"], ["training", "stop"], ["training", "schedule"],
      ["training", "validation"],
    ] + optimizer
  }

  /// One rule a function; every rule is checked.
  func validate(_ faults: inout Faults) -> NetworkGraph? {
    let graph: NetworkGraph
    do throws(NetworkFault) { graph = try network.graph() } catch {
      let path = error.path.isEmpty ? ["layers"] : error.path
      faults.add(.unusableNetwork(error), at: tree.deepest(on: ["model"] + path))
      return nil
    }
    checkSize(graph, &faults)
    checkInputs(graph, &faults)
    checkIndices(graph, &faults)
    checkInitialValues(graph, &faults)
    checkLoss(graph, &faults)
    checkMetrics(graph, &faults)
    checkStop(&faults)
    checkOptimizer(&faults)
    checkSchedule(&faults)
    checkValidation(&faults)
    checkPenalties(graph, &faults)
    return faults.isEmpty ? graph : nil
  }

  private var network: Network { spec.model.network(inputShape: dataset.shape) }

  /// The loss has what it needs: outputs of the right kind, one for each class or value of a target, and
  /// targets that it can be computed of. (One output is enough for two classes, 0 and 1, where the loss
  /// compares it with the number.)
  private func checkLoss(_ graph: NetworkGraph, _ faults: inout Faults) {
    guard let last = graph.nodes.last?.layer else { return }
    let outputs = graph.outputs
    let loss = spec.training.loss
    // Most trials are right, and millions are looked at: a place is looked for when there is a fault to show.
    func place(_ key: String) -> YAMLNode { self.place(ofNode: graph.nodes.count - 1, graph, key) }
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

  /// Whether the targets are the features.
  var isAutoencoder: Bool { spec.training.target == .input }

  private func checkMetrics(_ graph: NetworkGraph, _ faults: inout Faults) {
    for (index, metric) in spec.training.metrics.enumerated() {
      guard case .split(let metric) = metric else { continue }
      func place() -> YAMLNode { node("training", "metrics", "\(index)") }
      if let fault = fault(of: metric, outputs: graph.outputs) {
        faults.add(fault, at: place())
      } else if !dataset.parts.contains(metric.split) {
        let others = dataset.parts.filter { $0 != .train }.map { SplitMetric($0, metric.kind).name }
        faults.add(
          .metricNeedsSplit(
            metric: metric.shortName, split: metric.split, dataset: dataset.name, instead: others.first),
          at: place())
      }
    }
  }

  /// There is a rule that ends the training, and what it looks at is measured.
  private func checkStop(_ faults: inout Faults) {
    guard let stop = spec.training.stop else { return }
    if stop == StopSpec() { faults.add(.stopWithoutRule, at: node("training", "stop")) }
    if stop.errors != nil, !spec.training.loss.countsErrors {
      faults.add(.needsPerceptron(subject: "errors"), at: node("training", "stop", "errors"))
    }
    for target in stop.target { checkMeasured(target.name, at: target.key, &faults) }
    if let patience = stop.patience {
      checkMeasured(patience.metric, at: node("training", "stop", "patience", "metric"), &faults)
    }
  }

  /// The options of the optimizer fit each other.
  private func checkOptimizer(_ faults: inout Faults) {
    let optimizer = spec.training.optimizer
    guard let fault = optimizer.fault else { return }
    switch fault {
    case .nesterovWithoutMomentum, .nesterovWithDampening:
      faults.add(
        .unfitOptimizer(fault), at: node("training", "optimizer", type(of: optimizer).name, "nesterov"))
    }
  }

  /// The parameters of the schedule fit each other, and what it watches is measured.
  private func checkSchedule(_ faults: inout Faults) {
    guard let schedule = spec.training.schedule else { return }
    func place(_ key: String) -> YAMLNode { node("training", "schedule", type(of: schedule).name, key) }
    if let fault = schedule.fault {
      let key =
        switch fault {
        case .warmUpLength: "warm_up"
        case .milestonesNotAscending: "milestones"
        case .lengthBesideRestarts: "length"
        }
      faults.add(.unfitSchedule(fault), at: place(key))
    }
    if let name = schedule.watched { checkMeasured(name, at: place("metric"), &faults) }
  }

  /// Something looks at what is measured now and then.
  private func checkValidation(_ faults: inout Faults) {
    let training = spec.training
    if training.validation != ValidationSpec(), !training.isSteered {
      faults.add(.validationForNothing, at: node("training", "validation"))
    }
  }

  /// Each penalty is on some parameter that is trained.
  private func checkPenalties(_ graph: NetworkGraph, _ faults: inout Faults) {
    let penalties = spec.training.gradients.penalties
    if penalties.isEmpty { return }
    let names = graph.parameters.joined().filter(\.isTrained).map(\.name)
    for (index, penalty) in penalties.enumerated() where !names.contains(where: penalty.pattern.matches) {
      faults.add(
        .noSuchParameter(pattern: penalty.pattern.text, names: names),
        at: item(index, of: ["training", "regularize"]).deepest(on: ["parameters"]))
    }
  }

  /// A measurement that decides the course of the training is made.
  private func checkMeasured(_ name: String, at place: @autoclosure () -> YAMLNode, _ faults: inout Faults) {
    let measured = spec.measurements(on: dataset)
    guard let known = Measurement.all.first(where: { $0.name == name }), !measured.contains(known) else {
      return
    }
    faults.add(
      .notMeasured(
        name: name, reason: known.absence,
        measured: Measurement.ofSplits.filter(measured.contains).map(\.name)), at: place())
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

  func node(_ path: String...) -> YAMLNode { tree.deepest(on: path) }

  /// An item of what is written as a list, or as the only one of it.
  func item(_ index: Int, of path: [String]) -> YAMLNode {
    let place = tree.deepest(on: path)
    return place.sequence == nil ? place : place.deepest(on: ["\(index)"])
  }

  /// The place of a node's layer, or of one of its keys.
  func place(ofNode index: Int, _ graph: NetworkGraph, _ keys: String...) -> YAMLNode {
    let name = type(of: graph.nodes[index].layer).name
    return tree.deepest(on: ["model"] + network.path(ofNode: index) + [name] + keys)
  }
}

extension YAMLNode {
  /// Whether it is an entry of a list of layers that fits behind any other one.
  fileprivate var fitsAnything: Bool {
    let name = mapping?.entries.count == 1 ? mapping?.entries[0].name : scalar?.text
    return Layers.fittingAnything.contains { $0.name == name }
  }

  /// Whether a key of this name is somewhere within the node, or a `$name` that may stand for one.
  fileprivate func mentions(_ key: String) -> Bool {
    switch content {
    case .scalar: false
    case .sequence(let items): items.contains { $0.referencedName != nil || $0.mentions(key) }
    case .mapping(let mapping): mapping.entries.contains { $0.name == key || $0.value.mentions(key) }
    }
  }

  /// Whether a key of this name is somewhere within the node.
  fileprivate func declares(_ key: String) -> Bool {
    switch content {
    case .scalar: false
    case .sequence(let items): items.contains { $0.declares(key) }
    case .mapping(let mapping): mapping.entries.contains { $0.name == key || $0.value.declares(key) }
    }
  }
}

extension TrialTemplate {
  /// Whether the training may measure norms by layer: it names one, or a value of the sweep may.
  var mayMeasureNorms: Bool {
    if paths.values.contains(where: { $0.starts(with: ["training", "metrics"]) || $0 == ["training"] }) {
      return true
    }
    guard let metrics = root.node(at: ["training", "metrics"]) else { return false }
    return ([metrics] + (metrics.sequence ?? [])).contains { node in
      node.referencedName != nil || node.string.flatMap(TrainingNorm.init) != nil
    }
  }

  /// Whether the training has a key of this name, or a path of the sweep leads to one.
  fileprivate func declares(_ key: String) -> Bool {
    (root.node(at: ["training"])?.declares(key) ?? false) || paths.values.contains { $0.last == key }
  }
}
