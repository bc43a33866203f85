import Declarations
import YAMLTree

/// Whether the values of an axis are told apart: by their labels in all blocks of a sweep, and by the trials
/// that come of them.
enum ValueValidator {
  private struct Label: Hashable {
    let axis: String
    let text: String
  }

  /// A name means one value of its axis in all blocks. Axes of which no value has a name are passed over:
  /// they may have a million values.
  static func checkLabels(of templates: [TrialTemplate], _ faults: inout Faults) {
    func forEachValue(_ visit: (_ axis: String, YAMLNode, AxisValue) -> Void) {
      for dimension in templates.flatMap(\.dimensions) {
        dimension.points.forEachValue { key, node, value in
          if dimension.keys[key].isColumn { visit(dimension.keys[key].name, node, value) }
        }
      }
    }
    var axesWithNames: Set<String> = []
    forEachValue { axis, _, value in if value.isNamed { axesWithNames.insert(axis) } }
    if axesWithNames.isEmpty { return }
    // The first value with each text.
    var firsts: [Label: AxisValue] = [:]
    forEachValue { axis, node, value in
      guard axesWithNames.contains(axis) else { return }
      let label = Label(axis: axis, text: value.text)
      if let first = firsts[label] {
        if first != value, first.isNamed || value.isNamed {
          faults.add(.sharedLabel(axis: axis, label: value.text), at: node)
        }
      } else {
        firsts[label] = value
      }
    }
  }

  /// Two lists or mappings of an axis are different trials: `{}` and `{learning_rate: 0.001}` of an optimizer
  /// may be the same. (Scalars are told apart where they are read.)
  static func checkTrials(
    of template: TrialTemplate, _ dependencies: SweepDependencies, _ faults: inout Faults
  ) {
    let places = template.root.referencePaths
    var resolver: TrialResolver?
    for (position, dimension) in template.dimensions.enumerated() {
      guard let points = dimension.points as? AxisPoints,
        points.values.listed.contains(where: { $0.node.scalar == nil })
      else { continue }
      let (name, path) = (dimension.keys[0].name, template.paths[dimension.keys[0].name])
      // Where other parts of the sweep lead to the same place, values may differ with those alone.
      let isAlone = (path.map { [$0] } ?? places[name] ?? []).allSatisfy {
        dependencies.pathCount(at: $0) == (path == nil ? 0 : 1)
      }
      guard isAlone, !template.namesInValues.contains(name) else { continue }
      var firsts: [[UInt8]: AxisValue] = [:]
      for (index, listed) in points.values.listed.enumerated() {
        var indices = template.dimensions.map { _ in 0 }
        indices[position] = index
        let assignment = TrialTemplate.Assignment(indices: indices, seed: nil)
        if resolver == nil { resolver = TrialResolver(template) }
        guard resolver?.resolve(assignment) != nil else { continue }
        var identity: [UInt8] = []
        resolver?.writeIdentity(of: assignment, to: &identity)
        if let first = firsts[identity] {
          faults.add(.sameTrial(axis: name, value: listed.value.text, first: first.text), at: listed.node)
        } else {
          firsts[identity] = listed.value
        }
      }
    }
  }
}
