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
  var probes: [[Int]] {
    guard let kept else { return [] }
    var isNew = grid.sizes.map { [Bool](repeating: true, count: $0) }
    var probes: [[Int]] = []
    for combination in kept {
      let indices = grid.indices(of: combination)
      guard indices.enumerated().contains(where: { isNew[$0][$1] }) else { continue }
      for (dimension, index) in indices.enumerated() { isNew[dimension][index] = false }
      probes.append(indices)
    }
    return probes
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
    // Each combination of the dimensions that the condition depends on is looked at once.
    let among = Set(condition.parsed.names.flatMap { dependencies.dimensions(of: $0.name) })
    var isMet = [Bool?](repeating: nil, count: grid.count(of: among))
    let order = among.sorted()
    var meeting: [Int] = []
    for place in 0..<count {
      let indices = indices(at: place)
      let number = grid.combination(of: indices, among: order)
      if isMet[number] == nil {
        var found = Faults()
        let bound = template.bind(indices, &found)
        guard found.isEmpty else {
          faults.add(contentsOf: found)
          return nil
        }
        do throws(ExpressionFault) {
          isMet[number] = try condition.parsed.isMet(SeededValues(bound: bound, seed: seed))
        } catch {
          faults.add(condition.fault(error))
          return nil
        }
      }
      if isMet[number] == true { meeting.append(kept?[place] ?? place) }
    }
    return meeting
  }
}

/// The values of a trial, with its seed where the sweep has nothing of that name.
private struct SeededValues: ConditionValues {
  let bound: TrialTemplate.Bound
  let seed: Int?

  private func seed(for name: String) -> SweepNumber? {
    name == "seed" && bound.value(of: name) == nil ? seed.map { .integer($0) } : nil
  }

  func value(of name: String) -> AxisValue? { bound.value(of: name) ?? seed(for: name).map { AxisValue($0) } }

  var numbers: [String: SweepNumber] {
    var numbers = bound.numbers
    if let seed = seed(for: "seed") { numbers["seed"] = seed }
    return numbers
  }
}

extension TrialTemplate.Bound: ConditionValues {
  package func value(of name: String) -> AxisValue? {
    values[name]?.value
  }
}
