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
  static func parts(of root: YAMLNode) -> [[String]] {
    let layers = root.node(at: ["model", "layers"])?.sequence ?? []
    let last = layers.isEmpty ? ["model"] : ["model", "layers", "\(layers.count - 1)"]
    let isWhole = !layers.allSatisfy(\.fitsAnything) || layers.contains { $0.mentions("inputs") }
    return [
      ["dataset"], isWhole ? ["model"] : last, ["training", "loss"], ["training", "metrics"],
      ["training", "stop"],
    ]
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
    checkLoss(graph, &faults)
    checkMetrics(&faults)
    return faults.isEmpty ? graph : nil
  }

  private var network: Network { Network(inputShape: dataset.shape, layers: spec.model.layers) }

  /// More parameters than this are a mistake, not a model: they fit no machine.
  private static let parameterLimit = 1 << 40

  /// The parameters can be counted, and kept on some machine.
  private func checkSize(_ graph: NetworkGraph, _ faults: inout Faults) {
    for (index, layer) in graph.nodes.enumerated() where layer.parameterCount > Self.parameterLimit {
      let found = layer.parameters.map { parameter in
        parameter.shape.map { $0 == .max ? "..." : "\($0)" }.joined(separator: "×")
      }
      faults.add(
        .outOfRange(
          subject: "the number of parameters of layer \(index + 1)",
          requirement: "at most \(Self.parameterLimit)", found: found.joined(separator: " + ")),
        at: place(ofNode: index, graph))
    }
  }

  /// A layer that states its inputs gets as many.
  private func checkInputs(_ graph: NetworkGraph, _ faults: inout Faults) {
    for (index, layer) in graph.nodes.enumerated() {
      guard let inputs = layer.layer.inputs else { continue }
      let incoming = layer.inputCount
      if inputs != incoming {
        let source = layer.inputs == [0] ? "the dataset '\(dataset.name)'" : "layer \(layer.inputs[0])"
        faults.add(
          .inputMismatch(layer: index + 1, inputs: inputs, incoming: incoming, source: source),
          at: place(ofNode: index, graph, "inputs"))
      }
    }
  }

  /// The loss has what it needs: outputs of the right kind, one for each class or value of a target, and
  /// targets that it can be computed of. (One output is enough for two classes, 0 and 1, where the loss
  /// compares it with the number.)
  private func checkLoss(_ graph: NetworkGraph, _ faults: inout Faults) {
    guard let last = graph.nodes.last?.layer else { return }
    let outputs = graph.outputs
    let loss = spec.training.loss
    // Most trials are right, and millions are looked at: a place is looked for when there is a fault to show.
    func place(_ key: String) -> YAMLNode { self.place(ofNode: graph.nodes.count - 1, graph, key) }
    if let needed = loss.lastActivation, !last.activation.isEqual(to: needed) {
      faults.add(
        .lossNeedsActivation(loss: loss.name, needed: needed.name, activation: last.activation.name),
        at: place("activation"))
    }
    if let classes = dataset.classes?.count {
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
    guard let range = loss.targetRange, dataset.classes == nil else { return }
    if let target = (dataset.format as? InlineFormat)?.target(outside: range) {
      let part = target.part == .train ? "" : "\(target.part.adjective) "
      faults.add(
        .targetBeyondProbability(
          loss: loss.name, value: target.value,
          place: "that of \(part)example \(target.example) of the dataset '\(dataset.name)'"),
        at: tree.deepest(on: ["dataset", "format", "inline"] + target.path))
    } else if let target = dataset.content?.targetExtremes.first(where: { !range.contains($0.value) }) {
      faults.add(
        .targetBeyondProbability(loss: loss.name, value: target.value, place: target.place),
        at: node("training", "loss"))
    }
  }

  private func checkMetrics(_ faults: inout Faults) {
    for (index, metric) in spec.training.metrics.enumerated() {
      func place() -> YAMLNode { node("training", "metrics", "\(index)") }
      let need = metric.kind.type.need
      if need == .classes, dataset.classes == nil {
        faults.add(.metricNeedsClasses(metric: metric.shortName, dataset: dataset.name), at: place())
      } else if need == .perceptron, !spec.training.loss.countsErrors {
        faults.add(.needsPerceptron(subject: metric.shortName), at: place())
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

  private func node(_ path: String...) -> YAMLNode { tree.deepest(on: path) }

  /// The place of a node's layer, or of one of its keys.
  private func place(ofNode index: Int, _ graph: NetworkGraph, _ keys: String...) -> YAMLNode {
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
}
