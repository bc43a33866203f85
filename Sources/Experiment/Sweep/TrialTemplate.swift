import Declarations
import YAMLTree

/// An experiment's trial with its names open: give it a value for each axis, and it gives the trial.
package struct TrialTemplate: Sendable {
  /// The part of the file that describes a trial.
  let root: YAMLNode
  package let sweep: SweepSpec
  let catalog: DatasetCatalog

  /// One choice of values: an index into the values of every axis, and the seed where replicates have their own.
  package struct Assignment: Hashable, Sendable {
    package var indices: [Int]
    package var seed: Int?

    package init(indices: [Int], seed: Int?) {
      self.indices = indices
      self.seed = seed
    }
  }

  /// A trial with everything resolved. The seed is apart: trials that differ in nothing else share the rest.
  package struct Resolved: Sendable {
    package let seed: Int
    let body: Body

    package var spec: TrialSpec {
      var spec = body.spec
      spec.seed = seed
      return spec
    }
    package var dataset: DatasetSpec { body.dataset }
    package var derived: [(name: String, value: SweepNumber)] { body.derived }
    package var shapes: ModelShapes { body.shapes }
  }

  /// A trial but for its seed. (A class: specs are large, and this is handed around for every trial.)
  final class Body: Sendable {
    /// With any seed.
    let spec: TrialSpec
    let dataset: DatasetSpec
    let derived: [(name: String, value: SweepNumber)]
    let shapes: ModelShapes

    init(
      spec: TrialSpec, dataset: DatasetSpec, derived: [(name: String, value: SweepNumber)],
      shapes: ModelShapes
    ) {
      self.spec = spec
      self.dataset = dataset
      self.derived = derived
      self.shapes = shapes
    }
  }

  /// The trial of an assignment, or what is wrong with it, at the places of the values that are to blame.
  package func resolve(_ assignment: Assignment) -> (trial: Resolved?, faults: Faults) {
    var faults = Faults()
    let paths = sweep.axes.map(path(of:))
    let (bindings, derived) = bind(assignment.indices, paths, &faults)
    let tree = fill(root, assignment.indices, paths, bindings)

    guard let spec = TrialSpec.record.decode(tree, &faults), faults.isEmpty,
      let dataset = catalog.dataset(spec.dataset, at: tree.deepest(on: ["dataset"]), &faults)
    else { return (nil, faults) }
    let shapes = TrialValidator(spec: spec, dataset: dataset, tree: tree).validate(&faults)
    guard let shapes, faults.isEmpty else { return (nil, faults) }
    let body = Body(spec: spec, dataset: dataset, derived: derived, shapes: shapes)
    return (Resolved(seed: assignment.seed ?? spec.seed, body: body), faults)
  }

  /// What the `$names` stand for in an assignment, and the derived values among them.
  func bind(
    _ indices: [Int], _ paths: [[String]?], _ faults: inout Faults
  ) -> (bindings: [String: YAMLNode], derived: [(name: String, value: SweepNumber)]) {
    var bindings: [String: YAMLNode] = [:]
    var numbers: [String: SweepNumber] = [:]
    for (position, axis) in sweep.axes.enumerated() where paths[position] == nil {
      let value = axis.values[indices[position]]
      for (name, node) in value.bindings.merging([axis.name: value.node], uniquingKeysWith: { $1 }) {
        bindings[name] = node
        numbers[name] = SweepNumber(node)
      }
    }
    let derived = derive(&numbers, &bindings, &faults)
    return (bindings, derived)
  }

  /// The tree with the values of an assignment in place, those of paths first.
  func fill(
    _ tree: YAMLNode, _ indices: [Int], _ paths: [[String]?], _ bindings: [String: YAMLNode]
  ) -> YAMLNode {
    var tree = tree
    for (position, axis) in sweep.axes.enumerated() {
      guard let path = paths[position] else { continue }
      tree = tree.replacing(path, key: axis.key, by: axis.values[indices[position]].node) ?? tree
    }
    return tree.substituting(bindings)
  }

  /// The path that an axis names: one with dots, or the name of a field of the trial that is no `$name` of the file.
  func path(of axis: SweepSpec.Axis) -> [String]? {
    if axis.hasCases { return nil }
    if axis.name.contains(".") {
      return axis.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }
    let isField = TrialSpec.record.fields.contains { $0.name == axis.name }
    return isField && !root.references.contains { $0.name == axis.name } ? [axis.name] : nil
  }

  private func derive(
    _ numbers: inout [String: SweepNumber], _ bindings: inout [String: YAMLNode], _ faults: inout Faults
  ) -> [(name: String, value: SweepNumber)] {
    var derived: [(name: String, value: SweepNumber)] = []
    for entry in sweep.derived {
      do throws(ExpressionFault) {
        let value = try entry.expression.evaluate(numbers)
        numbers[entry.name] = value
        derived.append((entry.name, value))
        bindings[entry.name] = YAMLNode(
          content: .scalar(YAMLScalar(text: value.text)), mark: entry.node.mark, endMark: entry.node.endMark)
      } catch {
        faults.add(Fault(expression: error, in: entry.node))
      }
    }
    return derived
  }
}

extension SweepNumber {
  /// The number that a node holds, if it holds one.
  init?(_ node: YAMLNode) {
    if let integer = node.integer {
      self = .integer(integer)
    } else if let real = node.real, real.isFinite {
      self = .real(real)
    } else {
      return nil
    }
  }
}
