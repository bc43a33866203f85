import Declarations
import YAMLTree

/// A sweep as it stands in the file: what takes turns, what is computed from that, and how often each
/// combination runs.
package struct SweepSpec: Sendable {
  var grid: [Dimension] = []
  var zip: [Dimension] = []
  var cases: [Dimension] = []
  var random: [Dimension] = []
  var folds: [Dimension] = []
  package var derived: [DerivedValue] = []
  /// Which combinations are trials; `nil` where all are.
  var condition: Located<Condition>?
  /// The seeds of the replicates; an empty list where each trial runs once, from the experiment's seed.
  package var seeds = SeedSpec()
  /// Where the file has it.
  var node: YAMLNode?

  /// All dimensions; the last one turns fastest.
  var dimensions: [Dimension] { grid + zip + cases + random + folds }

  /// Every name and path that the sweep gives a value to, with its place, in order; one that is there twice
  /// comes twice.
  var definedKeys: [(name: String, node: YAMLNode)] {
    dimensions.flatMap { $0.keys.map { ($0.name, $0.node) } } + derived.map { ($0.name, $0.key) }
  }

  static let record = Record<SweepSpec>(
    "the sweep", "Which values take turns: every combination is a trial.", blank: SweepSpec(),
    fields: [
      Field(
        "grid", \.grid, .grid,
        "Names ($name in the file) or dotted paths (training.optimizer.adam.learning_rate), each with its "
          + "values: anything, or {label: SGD 0.1, value: {sgd: {learning_rate: 0.1}}} for one under a "
          + "name."),
      Field(
        "zip", \.zip, .zip,
        "Axes of as many values each that turn together: {depth: [1, 2], width: [8, 4]}; or a list of such."),
      Field(
        "cases", \.cases, .cases,
        "Choices with named cases that each bind names or paths, and may have a grid, zip and cases of their "
          + "own: gate: {and: {targets: [...]}, or: {targets: [...], grid: {h: [1, 2]}}}."),
      Field(
        "random", \.random, .random,
        "Draws in place of a grid: {count: 50, sampler: sobol, seed: 7, space: {rate: {log_uniform: "
          + "[1e-4, 1e-1]}, width: {integers: [16, 256]}, activation: [relu, tanh]}}."),
      Field(
        "folds", \.folds, .folds,
        "k-fold cross-validation: the data are cut into so many parts, each held out in turn, with the "
          + "column fold; {count: 5, stratify: true, group: patient, seed: 1} says how they are cut."),
      Field("derive", \.derived, .derived, "Names computed from the axes, such as \"hidden // 2\"."),
      Field(
        "where", \.condition, .condition,
        "Which combinations to keep: \"hidden >= 64 or depth > 1\", \"activation in ['relu', 'tanh']\"."),
      Field(
        "seeds", \.seeds, .seeds,
        "Replicates: every combination runs once from each of these seeds; a number stands for the "
          + "experiment's seed and those after it."),
    ])
}

extension ValueType where Value == [SweepSpec] {
  /// A sweep, or a list of them, whose union is run.
  static var sweeps: ValueType {
    .oneOrMore(of: SweepSpec.record.type.located(\.node))
  }
}
