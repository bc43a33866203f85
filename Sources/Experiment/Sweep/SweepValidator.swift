import Declarations
import YAMLTree

/// Whether the names of a sweep and the `$names` of the file go together.
struct SweepValidator {
  let template: TrialTemplate
  let report: ReportSpec
  /// The names that an expression of the sweep uses, or a `$name` of the file that no path of the sweep takes
  /// away.
  private let used: Set<String>
  /// Every name and path that the sweep gives a value to, with its place.
  private let definedKeys: [(name: String, node: YAMLNode)]

  init(_ template: TrialTemplate, _ report: ReportSpec) {
    self.template = template
    self.report = report
    definedKeys = template.definedKeys
    used = Set(template.rootWithoutPaths.references.map(\.name))
      .union(template.namesInValues)
      .union(template.sweep.derived.flatMap { $0.expression.names.map(\.name) })
      .union(template.sweep.condition?.parsed.names.map(\.name) ?? [])
  }

  func validate(_ faults: inout Faults) {
    checkNames(&faults)
    checkReferences(&faults)
    checkPaths(&faults)
    checkUse(&faults)
    checkSeeds(&faults)
    checkCondition(&faults)
  }

  private var sweep: SweepSpec { template.sweep }

  /// Every name has one meaning.
  private func checkNames(_ faults: inout Faults) {
    var seen: Set<String> = []
    for (name, key) in definedKeys where !seen.insert(name).inserted {
      faults.add(.duplicateName(category: "name", name: name), at: key)
    }
  }

  /// Every `$name` is defined, as a name that is no path. One may stand in a value that takes the place of
  /// what is at a path, but not in a value of a name: names are put in place once.
  private func checkReferences(_ faults: inout Faults) {
    let defined = definedKeys.map(\.name).filter { template.paths[$0] == nil }
    let known = Set(defined)
    func check(_ node: YAMLNode) {
      for (name, node) in node.references where !known.contains(name) {
        faults.add(.undefinedReference(name: name, defined: defined), at: node)
      }
    }
    if !template.references.isSubset(of: known) { check(template.root) }
    if template.namesInValues.isEmpty { return }
    func checkValue(of owner: String, _ value: YAMLNode) {
      if template.paths[owner] != nil { return check(value) }
      for (name, node) in value.references {
        faults.add(.referenceInValue(name: name, owner: owner), at: node)
      }
    }
    for dimension in template.dimensions {
      dimension.points.forEachValue { key, node, _ in checkValue(of: dimension.keys[key].name, node) }
    }
  }

  /// Every path begins with a field of the trial; where it goes from there depends on the values around it,
  /// and is looked at with each (`TrialTemplate`).
  private func checkPaths(_ faults: inout Faults) {
    let fields = Set(TrialSpec.record.keys)
    for (name, key) in definedKeys {
      if let path = template.paths[name], let first = path.first, !fields.contains(first) {
        faults.add(.unknownPath(path: name, missing: first), at: key)
      }
    }
  }

  /// Every name is used. What a choice among cases is called need not be; each of its names has to be.
  private func checkUse(_ faults: inout Faults) {
    let overlay = TrialSpec.record.overlay
    func check(_ name: String, at key: YAMLNode) {
      if template.paths[name] == nil, !used.contains(name) {
        // Of mistakes that are not kept, nobody asks what was meant.
        let nearest = faults.isFull ? nil : overlay.path(toKey: name, in: template.root, deep: false)
        faults.add(.unusedSweepName(name: name, path: nearest), at: key)
      }
    }
    for dimension in template.dimensions {
      for key in dimension.keys where key.role != .label { check(key.name, at: key.node) }
    }
    let reported = Set(report.columns)
    for value in sweep.derived where !reported.contains(value.name) { check(value.name, at: value.key) }
  }

  /// Every name of the condition has values.
  private func checkCondition(_ faults: inout Faults) {
    guard let condition = sweep.condition else { return }
    let legal = definedKeys.map(\.name)
    for (name, range) in condition.parsed.names where !legal.contains(name) {
      faults.add(condition.fault(ExpressionFault(.unknownName(name, legal: legal), range)))
    }
  }

  /// The seed is decided once: by the replicates, or by an axis.
  private func checkSeeds(_ faults: inout Faults) {
    guard !sweep.seeds.isEmpty else { return }
    for (name, key) in definedKeys where template.paths[name]?.first == "seed" {
      faults.add(.seedTwice(name: name), at: key)
    }
    if sweep.seeds.varied.contains(.split) {
      for (name, key) in definedKeys where template.paths[name] == ["dataset", "split", "seed"] {
        faults.add(.splitSeedTwice(name: name), at: key)
      }
    }
    let seed = template.root.mapping?["seed"]
    if let seed, !seed.references.isEmpty { faults.add(.seedTwice(name: seed.flowText), at: seed) }
  }
}
