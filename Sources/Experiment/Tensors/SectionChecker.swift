import Model
import Declarations
import YAMLTree

/// Whether the sections of `kind: expressions` can be evaluated, one after the other.
struct SectionChecker {
  let precision: Precision
  /// The shape of each tensor that a name stands for now.
  private var shapes: [String: [Int]] = [:]
  /// Which of all tensors so far a name stands for now.
  private var places: [String: Int] = [:]
  /// The tensors that each was made of.
  private var sources: [[Int]] = []
  private var isWrong: Set<String> = []
  /// The names of all tensors so far in alphabetical order, once a message needed them.
  private var sortedNames: [String]?
  /// What the values and models so far take, and what the gradients of them take.
  private var forward = EvaluationCost()
  private var backward = EvaluationCost()
  /// What the evaluation of all that was checked takes.
  var cost: EvaluationCost {
    var cost = forward
    cost += backward
    return cost
  }

  init(precision: Precision) { self.precision = precision }

  mutating func check(_ section: SectionSpec, at node: YAMLNode, _ faults: inout Faults) {
    for definition in section.values {
      switch definition.value {
      case .literal(let literal):
        forward += EvaluationCost(elements: literal.values.count)
        define(definition.name, literal.shape, from: [])
        check(literal, definition.name, at: node.deepest(on: ["values", definition.name]), &faults)
      case .expression(let located): check(located, as: definition.name, &faults)
      }
    }
    if let model = section.model { check(model, at: node.deepest(on: ["model"]), &faults) }
    for gradient in section.gradients {
      check(gradient, at: node.deepest(on: ["gradients", gradient.name]), &faults)
    }
  }

  /// Every number is one of the number type.
  private func check(_ literal: TensorLiteral, _ name: String, at node: YAMLNode, _ faults: inout Faults) {
    guard precision == .float32, let value = literal.values.first(where: { !Float($0).isFinite }) else {
      return
    }
    faults.add(
      .outOfRange(subject: name, requirement: "of numbers that float32 has", found: "\(value)"), at: node)
  }

  private mutating func check(_ located: Located<Expression>, as name: String, _ faults: inout Faults) {
    let names = located.parsed.names.map(\.name)
    // What is wrong with those is known already: what uses them is not to blame.
    guard isWrong.isDisjoint(with: names) else {
      isWrong.insert(name)
      return
    }
    do throws(ExpressionFault) {
      define(name, try located.parsed.shape(in: shapes, &forward), from: names)
    } catch {
      isWrong.insert(name)
      faults.add(located.fault(error))
    }
  }

  private mutating func define(_ name: String, _ shape: [Int], from names: [String]) {
    sources.append(names.compactMap { places[$0] })
    places[name] = sources.count - 1
    if shapes[name] == nil { sortedNames = nil }
    shapes[name] = shape
    isWrong.remove(name)
  }

  /// Of some tensors, those that one was made of, by way of however many others.
  private func origins(of name: String, among others: [String]) -> Set<String> {
    let targets = others.compactMap { places[$0] }
    guard let place = places[name], let first = targets.min() else { return [] }
    var seen: Set<Int> = [place]
    var open = [place]
    while let next = open.popLast() {
      // What was there before the targets cannot be made of them.
      for source in sources[next] where source >= first && seen.insert(source).inserted {
        open.append(source)
      }
    }
    return Set(others.filter { places[$0].map(seen.contains) ?? false })
  }

  private mutating func tensorNames() -> [String] {
    let names = sortedNames ?? shapes.keys.sorted()
    sortedNames = names
    return names
  }

  private mutating func check(_ gradient: Named<[String]>, at node: YAMLNode, _ faults: inout Faults) {
    // All that was written down so far is read backwards, with two products for each one.
    backward.elements = max(backward.elements, forward.elements)
    backward += EvaluationCost(operations: forward.operations) * 2
    if isWrong.contains(gradient.name) || faults.isTruncated { return }
    guard let shape = shapes[gradient.name] else {
      faults.add(
        .unknownName(category: "tensor", name: gradient.name, legal: tensorNames()), at: gradient.key)
      return
    }
    if shape.reduce(1, *) != 1 {
      faults.add(.gradientOfNonScalar(name: gradient.name, shape: shape), at: gradient.key)
    }
    let origins = origins(of: gradient.name, among: gradient.value)
    for (index, source) in gradient.value.enumerated() where !isWrong.contains(source) {
      let place = node.deepest(on: ["\(index)"])
      if shapes[source] == nil {
        faults.add(.unknownName(category: "tensor", name: source, legal: tensorNames()), at: place)
      } else if !origins.contains(source) {
        faults.add(.independentGradient(name: gradient.name, source: source), at: place)
      }
    }
  }

  private mutating func check(_ spec: SectionModelSpec, at node: YAMLNode, _ faults: inout Faults) {
    let graph: NetworkGraph
    do throws(NetworkFault) { graph = try spec.network.graph() } catch {
      faults.add(.unusableNetwork(error), at: node.deepest(on: error.path.isEmpty ? ["layers"] : error.path))
      return
    }
    let examples = spec.evaluate.map { $0.shape.count == 2 ? $0.shape[0] : 1 } ?? 0
    let parameters = EvaluationCost(elements: 2, operations: examples + 1) * graph.parameterCount
    forward += parameters
    for node in graph.nodes { forward += EvaluationCost(elements: node.outputs) * examples }
    for (index, layer) in graph.nodes.enumerated() {
      func path(_ key: String) -> [String] {
        spec.network.path(ofNode: index) + [type(of: layer.layer).name, key]
      }
      let incoming = layer.inputCount
      if let inputs = layer.layer.inputs, inputs != incoming {
        faults.add(
          .inputMismatch(
            layer: index + 1, inputs: inputs, incoming: incoming,
            source: index == 0 ? "the model's 'inputs'" : "layer \(index)"),
          at: node.deepest(on: path("inputs")))
      }
      for parameter in layer.parameters where parameter.count > tensorElementLimit {
        faults.add(
          .outOfRange(
            subject: "the \(parameter.name)s of layer \(index + 1)",
            requirement: "at most \(tensorElementLimit)",
            found: parameter.shape.reversed().map { "\($0)" }.joined(separator: "×")),
          at: node.deepest(on: path("units")))
      }
    }
    if let examples = spec.evaluate, examples.shape.count != 2 || examples.shape[1] != spec.inputs {
      let rows = examples.shape.count == 2 ? examples.shape[0] : 1
      faults.add(
        .wrongShape(subject: "evaluate", expected: [rows, spec.inputs], found: examples.shape),
        at: node.deepest(on: ["evaluate"]))
    }
  }
}
