import Declarations

/// The arms of a sweep, each with its values and with what is measured of it: what the keys of panels are
/// checked against.
struct SweepArms {
  /// The trials that differ in nothing but their replicate.
  struct Arm {
    /// The values of axes and derived values, by name.
    let values: [String: AxisValue]
    /// The seeds of its replicates, in order.
    let seeds: [Int]
    let measured: Set<Measurement>
    /// The name of its data.
    let dataset: String
  }

  /// More arms than this are not looked at one by one.
  static let limit = 10_000

  let blocks: [SweepBlock]
  /// The names of the axes.
  let axes: [String]
  /// `nil` where there are too many, or not known.
  let arms: [Arm]?

  /// The arms of all blocks; `looksAtEach` is false where mistakes elsewhere leave arms without a model or
  /// data.
  init(_ blocks: [SweepBlock], looksAtEach: Bool) {
    self.blocks = blocks
    axes = blocks.map(\.template).columnNames
    let count = blocks.reduce(0) { $0 + min($1.count, Self.limit + 1) }
    arms = !looksAtEach || count > Self.limit ? nil : blocks.flatMap(Self.arms)
  }

  private static func arms(of block: SweepBlock) -> [Arm] {
    let template = block.template
    var resolver = TrialResolver(template)
    // What is measured, and the seed, depend on few dimensions: one trial of each combination of those will
    // do.
    let paths = [["dataset"], ["training", "metrics"], ["training", "loss"], ["seed"]]
    let deciding = (template.mayMeasureNorms ? paths + [["model"]] : paths)
      .reduce(into: Set<Int>()) { $0.formUnion(block.dependencies.dimensions(at: $1)) }.sorted()
    var examples: [[Int]: Example] = [:]
    return (0..<block.count).compactMap { place in
      let indices = block.indices(at: place)
      let key = deciding.map { indices[$0] }
      // What is wrong with a combination is told where it is planned.
      let known = examples[key] ?? resolver.resolve(.init(indices: indices, seed: nil)).map(Example.init)
      guard let example = known else { return nil }
      examples[key] = example
      return Arm(
        values: values(of: indices, template),
        seeds: template.seeds.isEmpty ? [example.seed] : template.seeds, measured: example.measured,
        dataset: example.dataset)
    }
  }

  /// What arms have in common that differ in nothing that decides it.
  private struct Example {
    let seed: Int
    let measured: Set<Measurement>
    let dataset: String

    init(_ trial: TrialTemplate.Resolved) {
      seed = trial.seed
      measured = trial.spec.measurements(on: trial.dataset)
      dataset = trial.dataset.name
    }
  }

  /// The values of the axes and derived values of a combination.
  private static func values(of indices: [Int], _ template: TrialTemplate) -> [String: AxisValue] {
    var values: [String: AxisValue] = [:]
    for (dimension, index) in zip(template.dimensions, indices) {
      for value in dimension.point(at: index) where dimension.keys[value.key].isColumn {
        values[dimension.keys[value.key].name] = value.value
      }
    }
    if template.sweep.derived.isEmpty { return values }
    var faults = Faults()
    for case (let name, let number?) in template.derived(template.bind(indices, &faults)) {
      values[name] = AxisValue(number)
    }
    return values
  }

  /// The arms some of whose trials fulfil conditions; `nil` where there are too many.
  func arms(where conditions: [ArmCondition]) -> [Arm]? {
    arms?.filter { arm in conditions.allSatisfy { arm.values(of: $0.axis).contains(where: $0.isMet) } }
  }

  /// The different values of a name in the arms that fulfil conditions, in the order of the arms; `nil` where
  /// they are not known.
  func values(of name: String, where conditions: [ArmCondition]) -> [AxisValue]? {
    if let found = arms(where: conditions) {
      let only = conditions.first { $0.axis == name }
      return found.flatMap { $0.values(of: name) }.filter { only?.isMet(by: $0) ?? true }.distinct
    }
    return axes.contains(name) ? blocks.map(\.template).values(of: name) : nil
  }

  /// Whether some combination of values runs several times.
  var hasReplicates: Bool { blocks.contains { $0.template.seeds.count > 1 } }

  /// The axes in which trials differ that have the same values of some names: that are neither among those
  /// nor pooled nor fixed.
  func unusedAxes(_ used: [String], over pooled: [String], where conditions: [ArmCondition]) -> [String] {
    let candidates = axes.filter { !used.contains($0) && !pooled.contains($0) }
    guard let found = arms(where: conditions) else {
      let names = blocks.flatMap { block in
        AxisCover(template: block.template, dependencies: block.dependencies)
          .uncoveredAxes(by: used, over: pooled, conditions)
      }
      return candidates.filter(names.contains)
    }
    var unused: Set<String> = []
    var firsts: [[AxisValue?]: Arm] = [:]
    for arm in found {
      let key = used.map { arm.values[$0] }
      guard let first = firsts[key] else {
        firsts[key] = arm
        continue
      }
      for axis in candidates where first.values[axis] != arm.values[axis] { unused.insert(axis) }
    }
    // Draws that happen to differ in what is shown differ in all else too.
    let drawn = drawnAxes(with: used)
    return candidates.filter { axis in
      unused.contains(axis)
        || drawn.contains(axis) && (values(of: axis, where: conditions)?.count ?? 0) > 1
    }
  }

  /// The axes that are drawn together with one of some names.
  private func drawnAxes(with used: [String]) -> Set<String> {
    let dimensions = blocks.flatMap(\.template.dimensions).filter { $0.points is RandomPoints }
    let names = dimensions.map { dimension in dimension.columns.map { dimension.keys[$0].name } }
    return Set(names.filter { $0.contains(where: used.contains) }.flatMap { $0 })
  }
}

extension SweepArms.Arm {
  /// The values that its trials have of a name: one of an axis, several of what tells replicates apart.
  func values(of name: String) -> [AxisValue] {
    if let value = values[name] { return [value] }
    switch name {
    case "seed": return seeds.map { AxisValue(SweepNumber.integer($0)) }
    case "replicate": return seeds.indices.map { AxisValue(SweepNumber.integer($0)) }
    default: return []
    }
  }
}

extension TrialTemplate {
  /// The experiment's seed; `nil` where an axis decides it.
  var seed: Int? {
    if paths.values.contains(["seed"]) { return nil }
    guard let node = root.mapping?["seed"] else { return TrialSpec.record.blank.seed }
    return node.integer
  }
}
