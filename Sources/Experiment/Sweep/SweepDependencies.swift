import YAMLTree

/// Which axes of a sweep decide which part of a trial: a part of the file depends on the axes whose paths
/// lead to it, into it or to what is around it, and on those behind the `$names` in it.
struct SweepDependencies {
  private let template: TrialTemplate
  /// The axes behind every name and path that the sweep gives a value to. One with a single value decides
  /// nothing.
  private var axesBehind: [String: Set<Int>] = [:]
  /// The axes that some derived value is computed from.
  private(set) var derived: Set<Int> = []
  /// The paths of the sweep.
  private let paths: PathIndex
  /// For each of them, the axes behind it and behind the `$names` within its values.
  private var ways: [Set<Int>] = []

  init(_ template: TrialTemplate) {
    self.template = template
    let names = Array(template.paths.keys)
    paths = PathIndex(names.compactMap { template.paths[$0] })
    for (index, axis) in template.sweep.axes.enumerated() where axis.values.count > 1 {
      for key in [axis.key] + axis.boundKeys { axesBehind[key.scalar?.text ?? "", default: []].insert(index) }
    }
    for value in template.sweep.derived {
      let sources = value.expression.names.reduce(into: Set<Int>()) { $0.formUnion(axes(of: $1.name)) }
      axesBehind[value.name, default: []].formUnion(sources)
      derived.formUnion(sources)
    }
    var axesInValues: [String: Set<Int>] = [:]
    // Few sweeps have names within values, and values may be a million.
    for axis in template.sweep.axes where !template.namesInValues.isEmpty {
      for value in axis.values {
        axesInValues[axis.name, default: []].formUnion(axes(behind: value.node))
        for binding in value.bindings {
          axesInValues[binding.name, default: []].formUnion(axes(behind: binding.value))
        }
      }
    }
    ways = names.map { axes(of: $0).union(axesInValues[$0] ?? []) }
  }

  /// How many paths of the sweep lead to a path, into it, or to what is around it.
  func pathCount(at path: [String]) -> Int { paths.related(to: path).count }

  /// The axes that a name or path of the sweep depends on.
  func axes(of name: String) -> Set<Int> { axesBehind[name] ?? [] }

  /// The axes behind the `$names` in a node.
  private func axes(behind node: YAMLNode) -> Set<Int> {
    node.references.reduce(into: Set<Int>()) { $0.formUnion(axes(of: $1.name)) }
  }

  /// The axes that the part of the file at a path depends on.
  func axes(at path: [String]) -> Set<Int> {
    let inside = template.root.node(at: path).map { axes(behind: $0) } ?? []
    // What is around the part decides it too: a list that is one `$name`, and paths that lead to it.
    let around = path.indices.flatMap {
      template.root.node(at: Array(path[..<$0]))?.referencedAxes(self) ?? []
    }
    return paths.related(to: path).reduce(into: inside.union(around)) { $0.formUnion(ways[$1]) }
  }

  /// The axes that a field of the trial depends on.
  func axes(ofField name: String) -> Set<Int> { axes(at: [name]) }

  /// Sets of axes such that a value that is wrong is met by trying every combination of one set, all other
  /// axes at their first value.
  ///
  /// A value is wrong by itself, which depends on what it is made of, or because parts do not fit each other:
  /// see `TrialValidator`.
  var combinationsToCheck: Set<Set<Int>> {
    var sets: Set<Set<Int>> = [[]]
    for name in template.references { sets.insert(axes(of: name)) }
    for (path, axes) in zip(paths.paths, ways) where !axes.isEmpty {
      // One path may lead into what another one replaces.
      sets.insert(paths.related(to: path).reduce(into: []) { $0.formUnion(ways[$1]) })
    }
    for value in template.sweep.derived { sets.insert(axes(of: value.name)) }
    sets.insert(
      TrialValidator.parts(of: template.root).reduce(into: Set<Int>()) { $0.formUnion(axes(at: $1)) })
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

  /// The axes behind the `$name` that the node is.
  fileprivate func referencedAxes(_ dependencies: SweepDependencies) -> Set<Int>? {
    referencedName.map { dependencies.axes(of: $0) }
  }
}
