import Declarations
import YAMLTree

/// Which factors of a sweep, and so which of its dimensions, decide which part of a trial: a part of the file
/// depends on those whose paths lead to it, into it or to what is around it, and on those behind the `$names`
/// in it.
struct SweepDependencies {
  private let template: TrialTemplate
  let sweep: SweepFactors
  /// The factors behind every name and path that the sweep gives a value to. One with a single value decides
  /// nothing.
  private var factorsBehind: [String: Set<Int>] = [:]
  /// The factors that some derived value is computed from.
  private(set) var derivedFactors: Set<Int> = []
  /// The paths of the sweep.
  private let paths: PathIndex
  /// For each of them, the factors behind it and behind the `$names` within its values.
  private var ways: [Set<Int>] = []

  init(_ template: TrialTemplate) {
    self.template = template
    sweep = SweepFactors(template.dimensions)
    let names = Array(template.paths.keys)
    paths = PathIndex(names.compactMap { template.paths[$0] })
    for (index, dimension) in template.dimensions.enumerated() where dimension.count > 1 {
      for (key, sweepKey) in dimension.keys.enumerated() {
        factorsBehind[sweepKey.name, default: []].insert(sweep.factor(of: key, in: index))
      }
    }
    for value in template.sweep.derived {
      let sources = value.expression.names.reduce(into: Set<Int>()) { $0.formUnion(factors(of: $1.name)) }
      factorsBehind[value.name, default: []].formUnion(sources)
      derivedFactors.formUnion(sources)
    }
    var factorsInValues: [String: Set<Int>] = [:]
    // Few sweeps have names within values, and values may be a million.
    for dimension in template.dimensions where !template.namesInValues.isEmpty {
      dimension.points.forEachValue { key, node, _ in
        factorsInValues[dimension.keys[key].name, default: []].formUnion(factors(behind: node))
      }
    }
    ways = names.map { factors(of: $0).union(factorsInValues[$0] ?? []) }
  }

  /// How many paths of the sweep lead to a path, into it, or to what is around it.
  func pathCount(at path: [String]) -> Int { paths.related(to: path).count }

  /// The factors that a name or path of the sweep depends on.
  func factors(of name: String) -> Set<Int> { factorsBehind[name] ?? [] }

  /// The dimensions that a name or path of the sweep depends on.
  func dimensions(of name: String) -> Set<Int> { sweep.dimensions(of: factors(of: name)) }

  /// The dimensions that some derived value is computed from.
  var derived: Set<Int> { sweep.dimensions(of: derivedFactors) }

  /// The factors behind the `$names` in a node.
  private func factors(behind node: YAMLNode) -> Set<Int> {
    node.references.reduce(into: Set<Int>()) { $0.formUnion(factors(of: $1.name)) }
  }

  /// The factors that the part of the file at a path depends on.
  func factors(at path: [String]) -> Set<Int> {
    let inside = template.root.node(at: path).map { factors(behind: $0) } ?? []
    // What is around the part decides it too: a list that is one `$name`, and paths that lead to it.
    let around = path.indices.flatMap {
      template.root.node(at: Array(path[..<$0]))?.referencedFactors(self) ?? []
    }
    return paths.related(to: path).reduce(into: inside.union(around)) { $0.formUnion(ways[$1]) }
  }

  /// The dimensions that the part of the file at a path depends on.
  func dimensions(at path: [String]) -> Set<Int> { sweep.dimensions(of: factors(at: path)) }

  /// The most derived values that are computed to look at every point of every dimension.
  static let derivationLimit = 20_000_000

  /// Whether the derived values can be looked at for every point in reasonable time.
  func checkDerivations(_ faults: inout Faults) -> Bool {
    var estimate = 0
    for value in template.sweep.derived {
      for dimension in dimensions(of: value.name) { estimate += template.dimensions[dimension].count }
    }
    guard estimate > Self.derivationLimit else { return true }
    let place = template.sweep.derived[0].key
    faults.add(.tooManyDerivations(estimate: estimate, limit: Self.derivationLimit), at: place)
    return false
  }

  /// The factors that a field of the trial depends on.
  func factors(ofField name: String) -> Set<Int> { factors(at: [name]) }

  /// The dimensions that a field of the trial depends on.
  func dimensions(ofField name: String) -> Set<Int> { dimensions(at: [name]) }

  /// Sets of dimensions such that a value that is wrong is met by trying every combination of one set, all
  /// other dimensions at their first point.
  ///
  /// A value is wrong by itself, which depends on what it is made of, or because parts do not fit each other:
  /// see `TrialValidator`.
  var combinationsToCheck: Set<Set<Int>> {
    var sets: Set<Set<Int>> = [[]]
    for name in template.references { sets.insert(dimensions(of: name)) }
    for (path, way) in zip(paths.paths, ways) where !way.isEmpty {
      // One path may lead into what another one replaces.
      sets.insert(sweep.dimensions(of: paths.related(to: path).reduce(into: []) { $0.formUnion(ways[$1]) }))
    }
    for value in template.sweep.derived { sets.insert(dimensions(of: value.name)) }
    sets.insert(
      TrialValidator.parts(of: template).reduce(into: Set<Int>()) { $0.formUnion(dimensions(at: $1)) })
    return sets
  }
}

extension YAMLNode {
  /// The node at a path, `nil` where there is none.
  func node(at path: [String]) -> YAMLNode? {
    guard let step = path.first else { return self }
    let rest = Array(path.dropFirst())
    switch content {
    case .mapping(let mapping): return mapping[step]?.node(at: rest)
    case .sequence(let items):
      guard let index = Int(step), items.indices.contains(index) else { return nil }
      return items[index].node(at: rest)
    case .scalar: return nil
    }
  }

  /// The factors behind the `$name` that the node is.
  fileprivate func referencedFactors(_ dependencies: SweepDependencies) -> Set<Int>? {
    referencedName.map { dependencies.factors(of: $0) }
  }
}
