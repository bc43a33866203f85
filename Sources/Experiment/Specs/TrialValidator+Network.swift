import Declarations
import Model
import Statistics
import YAMLTree

// The network by itself, and on its data.

extension TrialValidator {
  /// More parameters than this are a mistake, not a model: they fit no machine.
  private static let parameterLimit = 1 << 40

  /// The parameters can be counted, and kept on some machine.
  func checkSize(_ graph: NetworkGraph, _ faults: inout Faults) {
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

  /// A layer that reads whole numbers finds such in the data.
  func checkIndices(_ graph: NetworkGraph, _ faults: inout Faults) {
    for (index, node) in graph.nodes.enumerated() {
      guard let count = node.layer.inputIndices?.count else { continue }
      let found: Int?
      if let inline = dataset.format as? InlineFormat {
        found = dataset.normalization == nil ? inline.indexCount : nil
      } else if let content = dataset.content {
        found = content.indexCount
      } else if dataset.format is IDXFormat {
        // Its bytes are features from 0 to 1.
        found = nil
      } else {
        continue
      }
      guard found.map({ $0 > count }) ?? true else { continue }
      faults.add(
        .noIndices(count: count, found: found, dataset: dataset.name),
        at: place(ofNode: index, graph, "count"))
    }
  }

  /// A layer that states its inputs gets as many.
  func checkInputs(_ graph: NetworkGraph, _ faults: inout Faults) {
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

  /// Each rule for initial values fits some parameter, and each parameter can start as it is to.
  func checkInitialValues(_ graph: NetworkGraph, _ faults: inout Faults) {
    checkInitialRules(graph, &faults)
    for (index, node) in graph.nodes.enumerated() {
      for (place, parameter) in node.parameters.enumerated() where node.tie(of: place) == nil {
        checkInitialValues(of: parameter, index, graph, &faults)
      }
    }
  }

  private func checkInitialRules(_ graph: NetworkGraph, _ faults: inout Faults) {
    if spec.model.initial.isEmpty { return }
    let names = graph.parameters.joined().map(\.name)
    for (index, rule) in spec.model.initial.enumerated() {
      if !rule.initializer.ofWeights(fanIn: 1, fanOut: 1).isSoonDrawn {
        faults.add(.rareTruncated, at: initialPlace(index, "with"))
      }
      if !names.contains(where: rule.pattern.matches) {
        faults.add(
          .noSuchParameter(pattern: rule.pattern.text, names: names), at: initialPlace(index, "parameters"))
      }
    }
  }

  private func checkInitialValues(
    of parameter: ParameterShape, _ node: Int, _ graph: NetworkGraph, _ faults: inout Faults
  ) {
    let fault = parameter.initialFault
    // Most trials are right, and millions are looked at.
    if fault == nil, parameter.initial.isSoonDrawn { return }
    let name = "\(graph.nodes[node].name).\(parameter.name)"
    let rule = spec.model.initial.firstIndex { $0.pattern.matches(name) }
    let place =
      rule.map { initialPlace($0, "with") }
      ?? place(ofNode: node, graph, parameter.shape.count > 1 ? "weights" : "bias")
    if let fault {
      faults.add(.unfitInitial(fault, parameter: name), at: place)
    } else if rule == nil {
      faults.add(.rareTruncated, at: place)
    }
  }

  private func initialPlace(_ index: Int, _ key: String) -> YAMLNode {
    item(index, of: ["model", "initialize"]).deepest(on: [key])
  }
}

extension Distribution {
  /// Whether drawing anew what lies outside of bounds soon ends: more than 3 of 10 normal draws lie within.
  fileprivate var isSoonDrawn: Bool {
    guard case .truncatedNormal(let mean, let deviation, let low, let high) = self else { return true }
    let normal = NormalDistribution()
    func share(below bound: Double) -> Double { normal.cdf((bound - mean) / deviation) }
    return share(below: high) - share(below: low) > 0.3
  }
}
