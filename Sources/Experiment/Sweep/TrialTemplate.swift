import Declarations
import Model
import YAMLTree

/// An experiment's trial with its names open: give it a value for each axis, and it gives the trial. (A
/// class: it is handed around for every one of a million trials.)
package final class TrialTemplate: Sendable {
  /// The part of the file that describes a trial.
  let root: YAMLNode
  package let sweep: SweepSpec
  /// The dimensions of the sweep; the last one turns fastest.
  package let dimensions: [Dimension]
  /// The seeds of the replicates; empty where each trial runs once, from the experiment's seed.
  package let seeds: [Int]
  /// The seed that the experiment says, for all trials.
  package let firstSeed: Int
  let catalog: DatasetCatalog
  /// The `$names` of the file.
  let references: Set<String>
  /// Whether a name may be without a value in some trials.
  let isConditional: Bool
  /// The `$names` in the values of the sweep.
  let namesInValues: Set<String>
  /// Every name and path that the sweep gives a value to.
  let definedNames: Set<String>
  /// Every name and path that the sweep gives a value to, with its place; see ``SweepSpec/definedKeys``.
  let definedKeys: [(name: String, node: YAMLNode)]
  /// The path behind each name of the sweep that stands for one.
  let paths: [String: [String]]
  /// Those names, shorter paths first and else in the order of the file: what replaces a part comes before
  /// what changes something in it.
  private let pathNames: [String]
  /// Those whose path leads to a field of the trial or into it.
  private let fieldPathNames: [String: [String]]

  init(root: YAMLNode, sweep: SweepSpec, catalog: DatasetCatalog) {
    self.root = root
    self.sweep = sweep
    dimensions = sweep.dimensions
    firstSeed = root.mapping?["seed"]?.integer ?? TrialSpec.record.blank.seed
    seeds = sweep.seeds.seeds(from: firstSeed)
    isConditional = dimensions.contains(where: \.isConditional)
    self.catalog = catalog
    references = Set(root.references.map(\.name))
    namesInValues = Self.namesInValues(dimensions)
    let definedKeys = sweep.definedKeys
    self.definedKeys = definedKeys
    definedNames = Set(definedKeys.map(\.name))
    let paths = Self.paths(sweep, definedKeys, references)
    pathNames = definedKeys.enumerated().filter { paths[$0.element.name] != nil }
      .map { (name: $0.element.name, length: paths[$0.element.name]?.count ?? 0, place: $0.offset) }
      .sorted { ($0.length, $0.place) < ($1.length, $1.place) }.map(\.name)
    fieldPathNames = Dictionary(grouping: pathNames) { paths[$0]?.first ?? "" }
    self.paths = paths
  }

  /// The folds that are held out in turn.
  private var folds: FoldPoints? { sweep.folds.first?.points as? FoldPoints }

  /// A column of the tables: an axis, or what cases are called.
  package typealias Column = (name: String, dimension: Int, key: Int)

  /// The columns of all dimensions, in order.
  package var columns: [Column] {
    dimensions.enumerated().flatMap { position, dimension in
      dimension.columns.map { (dimension.keys[$0].name, position, $0) }
    }
  }

  /// Whether a name of the sweep stands for the seed.
  package func isSeed(_ name: String) -> Bool { paths[name] == ["seed"] }

  /// One choice of values: a point of every dimension, and the seed where replicates have their
  /// own.
  package struct Assignment: Hashable, Sendable {
    package var indices: [Int]
    package var seed: Int?

    package init(indices: [Int], seed: Int?) {
      self.indices = indices
      self.seed = seed
    }
  }

  /// What differs between the replicates; `nil` where all of their random numbers do.
  package var variation: SeedVariation? {
    sweep.seeds.varied.isEmpty
      ? nil : SeedVariation(varied: Set(sweep.seeds.varied), experimentSeed: firstSeed)
  }

  /// The trial of an assignment, or what is wrong with it, at the places of the values that are to blame.
  package func resolve(_ assignment: Assignment) -> (trial: Resolved?, faults: Faults) {
    var faults = Faults()
    let bound = bind(assignment.indices, &faults)
    let tree = tree(bound, &faults)

    guard let spec = TrialSpec.record.decode(tree, &faults), faults.isEmpty,
      let dataset = catalog.dataset(spec.dataset, at: tree.deepest(on: ["dataset"]), &faults)
    else { return (nil, faults) }
    let graph = TrialValidator(spec: spec, dataset: dataset, tree: tree).validate(&faults)
    guard let graph, faults.isEmpty else { return (nil, faults) }
    let body = Body(
      spec: spec, dataset: dataset, derived: derived(bound), network: FittedNetwork(graph))
    return (Resolved(seed: assignment.seed ?? spec.seed, body: body, variation: variation), faults)
  }

  /// What the names and paths of a sweep stand for in an assignment.
  package struct Bound {
    /// By name or path, with where that stands; a derived value that cannot be computed has none.
    fileprivate(set) var values: [String: (key: YAMLNode, node: YAMLNode, value: AxisValue)] = [:]
    /// Those that are numbers.
    package fileprivate(set) var numbers: [String: SweepNumber] = [:]
    /// The derived values, by their places in the sweep.
    fileprivate(set) var derived: [Int: SweepNumber] = [:]

    /// Room for so many names and paths.
    mutating func reserve(_ count: Int) {
      values.reserveCapacity(count)
      numbers.reserveCapacity(count)
    }

    /// Puts another node in the place of what a name stands for.
    mutating func put(_ node: YAMLNode, for name: String) { values[name]?.node = node }

    fileprivate mutating func remove(_ name: String) {
      values[name] = nil
      numbers[name] = nil
    }

    fileprivate mutating func set(_ name: String, key: YAMLNode, to node: YAMLNode, _ value: AxisValue) {
      values[name] = (key, node, value)
      numbers[name] = SweepNumber(node)
    }
  }

  /// The names and paths of an assignment. A key means the same in `grid`, `cases` and `derive`.
  func bind(_ indices: [Int], _ faults: inout Faults) -> Bound {
    var bound = Bound()
    for (dimension, index) in indices.enumerated() { bind(dimension, to: index, &bound) }
    for position in sweep.derived.indices {
      if let fault = derive(position, &bound) { faults.add(fault) }
    }
    return bound
  }

  /// Gives the keys of a dimension the values of one of its points.
  func bind(_ dimension: Int, to index: Int, _ bound: inout Bound) {
    let dimension = dimensions[dimension]
    for value in dimension.point(at: index) {
      bound.set(dimension.keys[value.key].name, key: value.keyNode, to: value.node, value.value)
    }
  }

  /// Computes a derived value from what is bound; it has none where one of its names has none.
  /// - Returns: why it cannot be computed.
  func derive(_ position: Int, _ bound: inout Bound) -> Fault? {
    let entry = sweep.derived[position]
    if isConditional,
      entry.expression.names.contains(where: {
        bound.values[$0.name] == nil && definedNames.contains($0.name)
      })
    {
      bound.derived[position] = nil
      bound.remove(entry.name)
      return nil
    }
    do throws(ExpressionFault) {
      let number = try entry.expression.evaluate(bound.numbers)
      let node = YAMLNode(
        content: .scalar(YAMLScalar(text: number.text)), mark: entry.node.mark, endMark: entry.node.endMark)
      bound.derived[position] = number
      bound.set(entry.name, key: entry.key, to: node, AxisValue(number))
      return nil
    } catch {
      bound.derived[position] = nil
      bound.remove(entry.name)
      return Fault(expression: error, in: entry.node)
    }
  }

  /// The derived values.
  func derived(_ bound: Bound) -> [DerivedNumber] {
    sweep.derived.enumerated().map { position, entry in (entry.name, bound.derived[position]) }
  }

  /// The file without what the paths of the sweep replace.
  var rootWithoutPaths: YAMLNode {
    var (tree, nothing) = (root, root)
    nothing.content = .scalar(YAMLScalar(text: ""))
    for path in paths.values { tree.replace(path, key: nothing, by: nothing) }
    return tree
  }

  /// The file with the values of an assignment in place.
  func tree(_ bound: Bound, _ faults: inout Faults) -> YAMLNode { fill(root, pathNames, bound, &faults) }

  /// One field of a trial with the values of an assignment in place.
  func field(_ name: String, _ bound: Bound, _ faults: inout Faults) -> YAMLMapping.Entry? {
    fill(root.keeping([name]), fieldPathNames[name] ?? [], bound, &faults).mapping?.entry(name)
  }

  /// A tree with the values of some paths in place, and then those of names. A path that leads nowhere in it
  /// is a mistake: its value would stand in tables, and the trial would not have it.
  private func fill(
    _ tree: YAMLNode, _ pathNames: [String], _ bound: Bound, _ faults: inout Faults
  ) -> YAMLNode {
    var tree = tree
    for name in pathNames where name != FoldPoints.name || folds == nil {
      guard let path = paths[name], let value = bound.values[name] else { continue }
      if !tree.replace(path, key: value.key, by: value.node) {
        faults.add(
          .unknownPath(path: path.joined(separator: "."), missing: tree.missingStep(of: path)), at: value.key)
      }
    }
    tree = tree.substituting { paths[$0] == nil ? bound.values[$0]?.node : nil }
    if let folds, let fold = bound.values[FoldPoints.name]?.node, var mapping = tree.mapping,
      let dataset = mapping.entry("dataset")
    {
      mapping.set(
        YAMLMapping.Entry(
          key: dataset.key, name: "dataset", value: folds.holdingOut(fold, of: dataset.value)))
      tree.content = .mapping(mapping)
    }
    if isConditional {
      for (name, node) in tree.references where definedNames.contains(name) && paths[name] == nil {
        faults.add(.nameWithoutValue(name: name, choice: choice(bound)), at: node)
      }
    }
    return tree
  }

  /// The cases that are chosen, as a message shows them.
  private func choice(_ bound: Bound) -> [String] {
    dimensions.flatMap(\.keys).filter { $0.role == .label }.compactMap { key in
      bound.values[key.name].map { "\(key.name): \($0.node.flowText)" }
    }
  }

  /// The `$names` in the values of dimensions.
  private static func namesInValues(_ dimensions: [Dimension]) -> Set<String> {
    var names: Set<String> = []
    for dimension in dimensions {
      dimension.points.forEachValue { _, node, _ in names.formUnion(node.references.map(\.name)) }
    }
    return names
  }

  /// The path behind each name of the sweep that is one: it has dots, or it is the name of a field of the
  /// trial that is no `$name` of the file.
  private static func paths(
    _ sweep: SweepSpec, _ definedKeys: [(name: String, node: YAMLNode)], _ references: Set<String>
  ) -> [String: [String]] {
    let fields = Set(TrialSpec.record.fields.map(\.name))
    var paths: [String: [String]] = [:]
    for (name, _) in definedKeys {
      if name.utf8.contains(UInt8(ascii: ".")) {
        paths[name] = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      } else if fields.contains(name), !references.contains(name) {
        paths[name] = [name]
      }
    }
    if !sweep.folds.isEmpty { paths[FoldPoints.name] = ["dataset", "split", "fold"] }
    // The name of a choice among cases is only a label.
    for key in sweep.dimensions.flatMap(\.keys) where key.role == .label { paths[key.name] = nil }
    return paths
  }
}

extension YAMLNode {
  /// The first key of a path that is not in the tree.
  fileprivate func missingStep(of path: [String]) -> String {
    var node = self
    for step in path {
      let next = node.deepest(on: [step])
      if next.mark == node.mark, next.scalar?.text != step { return step }
      node = next
    }
    return path.last ?? ""
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
