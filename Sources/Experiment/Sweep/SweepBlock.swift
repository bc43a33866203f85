import Declarations
import YAMLTree

/// One block of a sweep: dimensions whose combinations are trials, but for those that `where` drops. A sweep
/// is the union of its blocks.
package struct SweepBlock: Sendable {
  package let template: TrialTemplate
  let dependencies: SweepDependencies
  package let grid: CombinationGrid
  /// The combinations that are kept, in order; `nil` where all are.
  package var kept: [Int]?

  /// Reads which combinations a block has.
  init?(_ template: TrialTemplate, _ dependencies: SweepDependencies, _ faults: inout Faults) {
    self.template = template
    self.dependencies = dependencies
    guard let grid = CombinationGrid(template.dimensions.map(\.count)) else {
      faults.add(.tooManyPoints(name: "sweep"), at: template.sweep.node ?? template.root)
      return nil
    }
    self.grid = grid
    guard let condition = template.sweep.condition else { return }
    guard let kept = combinations(meeting: condition, &faults) else { return nil }
    self.kept = kept
    if kept.isEmpty {
      faults.add(condition.fault(.keepsNothing(grid.count, of: "combinations")))
      return nil
    }
  }

  /// The number of combinations that are trials.
  package var count: Int { kept?.count ?? grid.count }

  /// The combination at a place among those that are trials: a point of each dimension.
  package func indices(at place: Int) -> [Int] { grid.indices(of: kept?[place] ?? place) }

  /// Every name and path that the sweep gives a value to.
  package var names: [String] { template.definedKeys.map(\.name) }

  /// The place of a combination among those that are trials; `nil` where it is none.
  package func place(of indices: [Int]) -> Int? {
    let combination = grid.combination(of: indices)
    guard let kept else { return combination }
    var (low, high) = (0, kept.count)
    while low < high {
      let middle = (low + high) / 2
      if kept[middle] < combination { low = middle + 1 } else { high = middle }
    }
    return low < kept.count && kept[low] == combination ? low : nil
  }

  /// Combinations that together have every point that some trial has, the first trial's first.
  var probes: some Sequence<[Int]> {
    var isNew = grid.sizes.map { [Bool](repeating: true, count: $0) }
    return (kept ?? []).lazy.map { grid.indices(of: $0) }.filter { indices in
      let hasNew = indices.enumerated().contains { isNew[$0][$1] }
      for (dimension, index) in indices.enumerated() { isNew[dimension][index] = false }
      return hasNew
    }
  }
}

// MARK: - Conditions

extension SweepBlock {
  /// More combinations than this are not looked at one by one.
  static let conditionLimit = 50_000_000

  /// Those of the block's combinations that meet a condition, in order; `nil` where it cannot be told. `seed`
  /// is what that name stands for where the sweep does not say so.
  package func combinations(
    meeting condition: Located<Condition>, seed: Int? = nil, _ faults: inout Faults
  ) -> [Int]? {
    guard count <= Self.conditionLimit else {
      faults.add(
        .tooManyForCondition(combinations: count, limit: Self.conditionLimit), at: condition.node)
      return nil
    }
    // Each combination of the factors that the condition depends on is looked at once.
    let among = Set(condition.parsed.names.flatMap { dependencies.factors(of: $0.name) })
    let key = FactorKey(among, of: dependencies.sweep, template.dimensions)
    let start = MetConditions(
      levels: FactorLevels(dependencies.sweep, template.dimensions),
      known: FactorMemo(key, limit: key.isRandom ? 1 << 12 : 1 << 18),
      values: NamedValues(template, condition.parsed.names.map(\.name), seed: seed), condition: condition)
    var meeting: [Int] = []
    var (found, isTold) = (Faults(), true)
    BlockwiseWork.run(count: count, state: { start }) { state, places in
      var faults = Faults()
      var met: [Int] = []
      for place in places {
        guard let isMet = state.isMet(at: indices(at: place), &faults) else { return (met, faults, false) }
        if isMet { met.append(kept?[place] ?? place) }
      }
      return (met, faults, true)
    } then: { (met: [Int], faults: Faults, isPartTold: Bool) in
      meeting += met
      (found, isTold) = (faults, isPartTold)
      return isPartTold
    }
    faults.add(contentsOf: found)
    return isTold ? meeting : nil
  }
}

/// Looks at a condition at one combination after the other.
private struct MetConditions: Sendable {
  var levels: FactorLevels
  var known: FactorMemo<Bool>
  let values: NamedValues
  let condition: Located<Condition>

  /// Whether the condition is met at a combination; `nil` where it cannot be told.
  mutating func isMet(at indices: [Int], _ faults: inout Faults) -> Bool? {
    levels.move(to: indices)
    if let before = known.value(at: levels) { return before }
    guard let values = values.values(at: indices, &faults) else { return nil }
    do throws(ExpressionFault) {
      let isMet = try condition.parsed.isMet(values)
      known.remember(isMet, at: levels)
      return isMet
    } catch {
      faults.add(condition.fault(error))
      return nil
    }
  }
}

/// Finds the values of some names at the combinations of a block.
private struct NamedValues: Sendable {
  private let template: TrialTemplate
  /// The keys of each dimension that have these names.
  private let keys: [[(key: Int, name: String)]]
  /// The derived values among the names, by their places.
  private let derived: [Int]
  private let derivation: Derivation
  /// What `seed` stands for where the sweep has nothing of that name.
  private let seed: Int?

  init(_ template: TrialTemplate, _ names: [String], seed: Int?) {
    self.template = template
    let names = Set(names)
    keys = template.dimensions.map { dimension in
      dimension.keys.enumerated().filter { names.contains($0.element.name) }
        .map { ($0.offset, $0.element.name) }
    }
    derived = template.sweep.derived.indices.filter { names.contains(template.sweep.derived[$0].name) }
    derivation = Derivation(template)
    self.seed = names.contains("seed") && !template.definedNames.contains("seed") ? seed : nil
  }

  /// The values at a combination; `nil` where something cannot be computed.
  func values(at indices: [Int], _ faults: inout Faults) -> Values? {
    var values = Values()
    for (dimension, keys) in keys.enumerated() where !keys.isEmpty {
      let (points, index) = (template.dimensions[dimension].points, indices[dimension])
      for (key, name) in keys {
        if let number = points.level(of: key, at: index).number {
          values.numbers[name] = number
          values.values[name] = AxisValue(number)
        } else if let value = points.point(at: index).first(where: { $0.key == key }) {
          values.numbers[name] = SweepNumber(value.node)
          values.values[name] = value.value
        }
      }
    }
    guard let numbers = derivation.values(at: indices) else {
      _ = template.bind(indices, &faults)
      return nil
    }
    for position in derived {
      guard let number = numbers[position].value else { continue }
      values.numbers[numbers[position].name] = number
      values.values[numbers[position].name] = AxisValue(number)
    }
    if let seed {
      values.numbers["seed"] = .integer(seed)
      values.values["seed"] = AxisValue(SweepNumber.integer(seed))
    }
    return values
  }

  struct Values: ConditionValues {
    fileprivate(set) var values: [String: AxisValue] = [:]
    fileprivate(set) var numbers: [String: SweepNumber] = [:]

    func value(of name: String) -> AxisValue? { values[name] }
  }
}
