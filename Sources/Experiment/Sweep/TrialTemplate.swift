import Declarations
import Model
import YAMLTree

/// An experiment's trial with its names open: give it a value for each axis, and it gives the trial.
package struct TrialTemplate: Sendable {
  /// The part of the file that describes a trial.
  let root: YAMLNode
  package let sweep: SweepSpec
  let catalog: DatasetCatalog
  /// The `$names` of the file.
  let references: Set<String>
  /// The path behind each name of the sweep that stands for one.
  let paths: [String: [String]]

  init(root: YAMLNode, sweep: SweepSpec, catalog: DatasetCatalog) {
    self.root = root
    self.sweep = sweep
    self.catalog = catalog
    references = Set(root.references.map(\.name))
    paths = Self.paths(sweep, references)
  }

  /// Whether a name of the sweep stands for the seed.
  package func isSeed(_ name: String) -> Bool { paths[name] == ["seed"] }

  /// One choice of values: an index into the values of every axis, and the seed where replicates have their
  /// own.
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
    package var dataset: DatasetDeclaration { body.dataset }
    package var derived: [(name: String, value: SweepNumber)] { body.derived }
    package var shapes: NetworkShapes { body.shapes }
  }

  /// A trial but for its seed. (A class: specs are large, and this is handed around for every trial.)
  final class Body: Sendable {
    /// With any seed.
    let spec: TrialSpec
    let dataset: DatasetDeclaration
    let derived: [(name: String, value: SweepNumber)]
    let shapes: NetworkShapes

    init(
      spec: TrialSpec, dataset: DatasetDeclaration, derived: [(name: String, value: SweepNumber)],
      shapes: NetworkShapes
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
    let bound = bind(assignment.indices, &faults)
    let tree = fill(root, bound)

    guard let spec = TrialSpec.record.decode(tree, &faults), faults.isEmpty,
      let dataset = catalog.dataset(spec.dataset, at: tree.deepest(on: ["dataset"]), &faults)
    else { return (nil, faults) }
    let shapes = TrialValidator(spec: spec, dataset: dataset, tree: tree).validate(&faults)
    guard let shapes, faults.isEmpty else { return (nil, faults) }
    let body = Body(spec: spec, dataset: dataset, derived: bound.derived, shapes: shapes)
    return (Resolved(seed: assignment.seed ?? spec.seed, body: body), faults)
  }

  /// What the names and paths of a sweep stand for in an assignment.
  struct Bound {
    /// The value of each `$name`.
    var names: [String: YAMLNode] = [:]
    /// The values that take the place of what is at a path, in the order of the file.
    var paths: [(path: [String], key: YAMLNode, value: YAMLNode)] = []
    var derived: [(name: String, value: SweepNumber)] = []
  }

  /// The names and paths of an assignment. A key means the same in `grid`, `cases` and `derive`.
  func bind(_ indices: [Int], _ faults: inout Faults) -> Bound {
    var bound = Bound()
    var numbers: [String: SweepNumber] = [:]
    func set(_ name: String, key: YAMLNode, to node: YAMLNode) {
      numbers[name] = SweepNumber(node)
      if let path = paths[name] {
        bound.paths.append((path, key, node))
      } else {
        bound.names[name] = node
      }
    }
    for (position, axis) in sweep.axes.enumerated() {
      let value = axis.values[indices[position]]
      set(axis.name, key: axis.key, to: value.node)
      for binding in value.bindings { set(binding.name, key: binding.key, to: binding.value) }
    }
    for entry in sweep.derived {
      do throws(ExpressionFault) {
        let number = try entry.expression.evaluate(numbers)
        let node = YAMLNode(
          content: .scalar(YAMLScalar(text: number.text)), mark: entry.node.mark, endMark: entry.node.endMark)
        bound.derived.append((entry.name, number))
        set(entry.name, key: entry.key, to: node)
      } catch {
        faults.add(Fault(expression: error, in: entry.node))
      }
    }
    return bound
  }

  /// The tree with the values of an assignment in place, those of paths first.
  func fill(_ tree: YAMLNode, _ bound: Bound) -> YAMLNode {
    var tree = tree
    for (path, key, value) in bound.paths { tree = tree.replacing(path, key: key, by: value) ?? tree }
    return tree.substituting(bound.names)
  }

  /// The path behind each name of the sweep that is one: it has dots, or it is the name of a field of the
  /// trial that is no `$name` of the file.
  private static func paths(_ sweep: SweepSpec, _ references: Set<String>) -> [String: [String]] {
    let fields = Set(TrialSpec.record.fields.map(\.name))
    var paths: [String: [String]] = [:]
    for name in sweep.definedNames {
      if name.contains(".") {
        paths[name] = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      } else if fields.contains(name), !references.contains(name) {
        paths[name] = [name]
      }
    }
    // The name of a choice among cases is only a label.
    for axis in sweep.axes where axis.hasCases { paths[axis.name] = nil }
    return paths
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
