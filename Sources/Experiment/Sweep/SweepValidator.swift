import Declarations
import YAMLTree

/// Whether the names of a sweep and the `$names` of the file go together.
struct SweepValidator {
  let template: TrialTemplate
  let report: ReportSpec

  init(_ template: TrialTemplate, _ report: ReportSpec) {
    self.template = template
    self.report = report
  }

  func validate(_ faults: inout Faults) {
    checkNames(&faults)
    checkReferences(&faults)
    checkAxes(&faults)
    checkDerived(&faults)
  }

  private var sweep: SweepSpec { template.sweep }
  private var references: [(name: String, node: YAMLNode)] { template.root.references }
  private var reported: Set<String> { Set(report.columns) }

  /// Axes and derived values become columns beside those that every table has.
  private func checkNames(_ faults: inout Faults) {
    let columns = Set(
      TrialColumn.allCases.map(\.rawValue) + MetricColumn.allCases.map(\.rawValue) + ["epoch"])
    let names = sweep.axes.map { ($0.name, $0.key) } + sweep.derived.map { ($0.name, $0.key) }
    var seen: Set<String> = []
    for (name, key) in names {
      // `seed` is an axis that means the column of its name.
      if columns.contains(name), name != "seed" { faults.add(.reservedSweepName(name: name), at: key) }
      if !seen.insert(name).inserted { faults.add(.duplicateName(category: "name", name: name), at: key) }
    }
  }

  /// Every `$name` is defined.
  private func checkReferences(_ faults: inout Faults) {
    let defined = sweep.axes.flatMap { [$0.name] + $0.boundNames } + sweep.derived.map(\.name)
    for (name, node) in references where !defined.contains(name) {
      faults.add(.undefinedReference(name: name, defined: defined), at: node)
    }
  }

  /// Every axis is used: as a `$name`, as a path that leads somewhere, or by a derived value.
  private func checkAxes(_ faults: inout Faults) {
    for axis in sweep.axes {
      if let path = template.path(of: axis) {
        if template.root.replacing(path, key: axis.key, by: axis.values[0].node) == nil {
          faults.add(.unknownPath(path: axis.name, missing: missingStep(of: path)), at: axis.key)
        }
        continue
      }
      // A case is used where any of its names is; each of its names has to be.
      for name in axis.hasCases ? axis.boundNames : [axis.name] where !isUsed(name) {
        faults.add(.unusedSweepName(name: name), at: axis.key)
      }
    }
  }

  private func isUsed(_ name: String) -> Bool {
    references.contains { $0.name == name }
      || sweep.derived.contains { $0.expression.names.contains { $0.name == name } }
  }

  private func checkDerived(_ faults: inout Faults) {
    for (index, value) in sweep.derived.enumerated() {
      let isUsed =
        references.contains { $0.name == value.name } || reported.contains(value.name)
        || sweep.derived[(index + 1)...].contains { $0.expression.names.contains { $0.name == value.name } }
      if !isUsed { faults.add(.unusedSweepName(name: value.name), at: value.key) }
    }
  }

  /// The first key of a path that is not in the file.
  private func missingStep(of path: [String]) -> String {
    var node = template.root
    for step in path {
      let next = node.deepest(on: [step])
      if next.mark == node.mark, next.scalar?.text != step { return step }
      node = next
    }
    return path.last ?? ""
  }
}
