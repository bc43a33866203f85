import YAMLTree

/// Which axes of a sweep decide which part of a trial: a field depends on the axes whose paths lead into it, and on
/// those behind the `$names` in it.
struct SweepDependencies {
  /// The path of each axis that names one.
  let paths: [[String]?]
  private let root: YAMLNode
  private let axes: [SweepSpec.Axis]
  /// The axes behind every name that a `$name` or an expression may use.
  private var axesBehind: [String: Set<Int>] = [:]
  /// The axes that some derived value is computed from.
  private(set) var derived: Set<Int> = []

  init(_ template: TrialTemplate) {
    root = template.root
    axes = template.sweep.axes
    paths = axes.map(template.path(of:))
    for (index, axis) in axes.enumerated() where paths[index] == nil {
      for name in [axis.name] + axis.boundNames { axesBehind[name, default: []].insert(index) }
    }
    for value in template.sweep.derived {
      let sources = value.expression.names.reduce(into: Set<Int>()) {
        $0.formUnion(axesBehind[$1.name] ?? [])
      }
      axesBehind[value.name] = sources
      derived.formUnion(sources)
    }
  }

  /// The axes that a field of the trial depends on.
  func axes(ofField name: String) -> Set<Int> {
    let ways = axes.indices.filter { paths[$0]?.first == name }
    let nodes = [root.mapping?[name]].compactMap { $0 } + ways.flatMap { axes[$0].values.map(\.node) }
    return nodes.flatMap(\.references).reduce(into: Set(ways)) { $0.formUnion(axesBehind[$1.name] ?? []) }
  }
}
