import YAMLTree

/// Which axes of a sweep decide which part of a trial: a field depends on the axes whose paths lead into it,
/// and on those behind the `$names` in it.
struct SweepDependencies {
  private let template: TrialTemplate
  /// The axes behind every name and path that the sweep gives a value to.
  private var axesBehind: [String: Set<Int>] = [:]
  /// The axes that some derived value is computed from.
  private(set) var derived: Set<Int> = []

  init(_ template: TrialTemplate) {
    self.template = template
    for (index, axis) in template.sweep.axes.enumerated() {
      for key in [axis.key] + axis.boundKeys { axesBehind[key.scalar?.text ?? "", default: []].insert(index) }
    }
    for value in template.sweep.derived {
      let sources = value.expression.names.reduce(into: Set<Int>()) { $0.formUnion(axes(of: $1.name)) }
      axesBehind[value.name, default: []].formUnion(sources)
      derived.formUnion(sources)
    }
  }

  /// The axes that a name or path of the sweep depends on.
  func axes(of name: String) -> Set<Int> { axesBehind[name] ?? [] }

  /// The axes that a field of the trial depends on.
  func axes(ofField name: String) -> Set<Int> {
    let ways = template.paths.filter { $0.value.first == name }.map(\.key)
    let values = template.sweep.axes.flatMap { axis in
      axis.values.flatMap { value -> [YAMLNode] in
        (ways.contains(axis.name) ? [value.node] : [])
          + value.bindings.filter { ways.contains($0.name) }.map(\.value)
      }
    }
    let nodes = [template.root.mapping?[name]].compactMap { $0 } + values
    let names = ways + nodes.flatMap(\.references).map(\.name)
    return names.reduce(into: Set<Int>()) { $0.formUnion(axes(of: $1)) }
  }
}
