import Model
import Declarations
import YAMLTree

/// `kind: functions`: functions of one variable, evaluated along a range with their derivatives.
package struct FunctionsExperiment: ExperimentKind, Equatable {
  package var variable: [Named<GridSpec>] = []
  package var constants: [Named<Double>] = []
  package var functions: [Named<Located<Expression>>] = []
  package var derivatives = false
  package var precision = Precision.float64
  package var limits = EvaluationLimits()
  package var report = FiguresSpec<FunctionPanel>()

  static let record = Record<FunctionsExperiment>(
    "the experiment", "Functions of one variable.", blank: FunctionsExperiment(),
    fields: [
      Field(
        "variable", \.variable, .mapping(of: GridSpec.type, count: .within(1...1)), required: true,
        "The variable's name with the values that it takes: x: {linspace: {from: -5, to: 5, count: 500}}."),
      Field("constants", \.constants, .mapping(of: .real()), "Numbers that the functions use, by name."),
      Field(
        "functions", \.functions, .mapping(of: .locatedExpression, count: .within(1...100)), required: true,
        "The functions by name, each an expression in the variable, the constants and the functions "
          + "before it."
      ),
      Field("derivatives", \.derivatives, .boolean, "Whether each function's derivative is a column too."),
      Field("precision", \.precision, .choice(of: "precision"), "The number type that they are computed in."),
      Field("limits", \.limits, EvaluationLimits.record.type, "The most that the evaluation may take."),
      Field(
        "report", \.report, FiguresSpec.record(.oneOf("panel", [FunctionPanel.self])).type, "The figures."),
    ])

  static var keys: [String] { record.keys }
  static var properties: [JSONValue.Member] { record.properties }
  static var requiredKeys: [String] { record.requiredKeys }

  package var identity: JSONValue { Self.record.encode(self).withoutLimits }

  var body: Experiment.Body { .functions(self) }

  /// The columns of the values, in order.
  package var columns: [String] {
    variable.map(\.name)
      + functions.flatMap { derivatives ? [$0.name, Self.derivative(of: $0.name)] : [$0.name] }
  }

  /// The column of a function's derivative.
  package static func derivative(of name: String) -> String { "\(name)_derivative" }

  static func read(_ root: YAMLNode, catalog: DatasetCatalog, _ faults: inout Faults) -> FunctionsExperiment?
  {
    faults.refuseReferences(in: root, kind: .functions)
    guard let spec = record.decode(root.keeping(keys), &faults), faults.isEmpty else { return nil }
    spec.checkNames(&faults)
    spec.checkExpressions(root, &faults)
    spec.checkReport(root, &faults)
    return faults.isEmpty ? spec : nil
  }

  /// Every name is there once, and so is every column.
  private func checkNames(_ faults: inout Faults) {
    var seen: Set<String> = []
    let keys = variable.map { ($0.name, $0.key) } + constants.map { ($0.name, $0.key) }
    for (name, key) in keys + functions.map({ ($0.name, $0.key) }) where !seen.insert(name).inserted {
      faults.add(.duplicateName(category: "name", name: name), at: key)
    }
    guard derivatives else { return }
    for function in functions where !seen.insert(Self.derivative(of: function.name)).inserted {
      faults.add(
        .duplicateName(category: "column", name: Self.derivative(of: function.name)), at: function.key)
    }
  }

  private func checkExpressions(_ root: YAMLNode, _ faults: inout Faults) {
    var scope: [String: [Int]] = [:]
    // Of one point: each function, and what its derivative reads of all functions so far.
    var (point, derivative) = (EvaluationCost(), EvaluationCost())
    for name in variable.map(\.name) + constants.map(\.name) { scope[name] = [] }
    for function in functions {
      do throws(ExpressionFault) {
        try function.value.parsed.checkElementwise()
        _ = try function.value.parsed.shape(in: scope, &point)
      } catch {
        faults.add(function.value.fault(error))
      }
      // What is wrong with it is known already: what uses it is not to blame.
      scope[function.name] = []
      if derivatives { derivative += EvaluationCost(operations: point.operations) * 2 }
    }
    point += derivative
    // The functions are evaluated in parts of the range: only their columns are kept.
    point.elements = columns.count
    limits.check(
      point * (variable.first?.value.count ?? 1), at: root.mapping?.entry("functions")?.key ?? root, &faults)
  }

  private func checkReport(_ root: YAMLNode, _ faults: inout Faults) {
    faults.checkFigureNames(report.figures, in: root)
    let columns = columns
    for (index, figure) in report.figures.enumerated() {
      for (position, spec) in figure.panels.enumerated() {
        let path = ["report", "figures", "\(index)", "panels", "\(position)", "function"]
        for (place, name) in spec.y.enumerated() where !columns.contains(name) {
          faults.add(
            .unknownColumn(name: name, legal: columns), at: root.deepest(on: path + ["y", "\(place)"]))
        }
        for key in spec.labels.map({ ($0.name, $0.key) }) + spec.colors.map({ ($0.name, $0.key) })
        where !spec.y.contains(key.0) {
          faults.add(.unknownColumn(name: key.0, legal: spec.y), at: key.1)
        }
        for (place, line) in spec.lines.enumerated() where !line.hasPlace {
          faults.add(
            .lineWithoutDirection(keys: ["horizontal", "vertical"]),
            at: root.deepest(on: path + ["lines", "\(place)"]))
        }
      }
    }
  }
}

/// The values that a variable takes.
package enum GridSpec: Sendable, Equatable {
  case linspace(LinspaceSpec)
  case values([Double])

  /// How many they are.
  package var count: Int {
    switch self {
    case .linspace(let spec): spec.count
    case .values(let values): values.count
    }
  }

  static let type = ValueType<GridSpec>.alternatives(
    "grid",
    [
      Alternative("linspace", LinspaceSpec.record, wrap: GridSpec.linspace) {
        if case .linspace(let spec) = $0 { spec } else { nil }
      },
      Alternative(
        "values", "The values one by one.", .list(of: .real(), count: .within(1...LinspaceSpec.limit)),
        wrap: GridSpec.values
      ) { if case .values(let values) = $0 { values } else { nil } },
    ])
}

/// Equal steps, both ends included; NumPy's `linspace`.
package struct LinspaceSpec: Sendable, Equatable {
  package var from = 0.0
  package var to = 1.0
  package var count = 2

  static let limit = 100_000

  static let record = Record<LinspaceSpec>(
    "the grid 'linspace'", "Values in equal steps, both ends included.", blank: LinspaceSpec(),
    fields: [
      Field("from", \.from, .real(.within(-1e300...1e300)), required: true, "The first value."),
      Field("to", \.to, .real(.within(-1e300...1e300)), required: true, "The last value."),
      Field("count", \.count, .integer(.within(2...limit)), required: true, "How many values."),
    ])
}

extension Faults {
  /// `$name` has a meaning in a sweep alone.
  mutating func refuseReferences(in root: YAMLNode, kind: KindSpec) {
    for reference in root.references {
      add(.referenceWithoutSweep(name: reference.name, kind: kind.rawValue), at: reference.node)
    }
  }

  /// The names of figures, each once.
  mutating func checkFigureNames<Panel>(_ figures: [FigureSpec<Panel>], in root: YAMLNode) {
    var names: Set<String> = []
    // Names that differ in case alone are one file where the file system does not tell them apart.
    for (index, figure) in figures.enumerated()
    where !names.insert(figure.name.lowercased()).inserted {
      add(
        .duplicateName(category: "figure", name: figure.name),
        at: root.deepest(on: ["report", "figures", "\(index)", "name"]))
    }
  }
}
