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
    guard let kept = Self.kept(by: condition, template, grid, dependencies, &faults) else { return nil }
    self.kept = kept
  }

  /// The number of combinations that are trials.
  package var count: Int { kept?.count ?? grid.count }

  /// The combination at a place among those that are trials: a point of each dimension.
  package func indices(at place: Int) -> [Int] { grid.indices(of: kept?[place] ?? place) }

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

// MARK: - where

extension SweepBlock {
  /// More combinations than this are not looked at one by one.
  static let conditionLimit = 50_000_000

  private static func kept(
    by condition: LocatedCondition, _ template: TrialTemplate, _ grid: CombinationGrid,
    _ dependencies: SweepDependencies, _ faults: inout Faults
  ) -> [Int]? {
    guard grid.count <= conditionLimit else {
      faults.add(.tooManyForCondition(combinations: grid.count, limit: conditionLimit), at: condition.node)
      return nil
    }
    let among = Set(condition.condition.names.flatMap { dependencies.dimensions(of: $0.name) })
    var isKept = [Bool](repeating: false, count: grid.count(of: among))
    for number in isKept.indices {
      var found = Faults()
      let bound = template.bind(grid.indices(of: number, among: among), &found)
      guard found.isEmpty else {
        faults.add(contentsOf: found)
        return nil
      }
      do throws(ExpressionFault) {
        isKept[number] = try condition.condition.isMet(bound)
      } catch {
        faults.add(Fault(expression: error, in: condition.node))
        return nil
      }
    }
    let order = among.sorted()
    let kept = (0..<grid.count).filter { isKept[grid.combination(of: grid.indices(of: $0), among: order)] }
    if kept.isEmpty {
      let range = ExpressionRange(0, condition.node.scalar?.text.unicodeScalars.count ?? 1)
      faults.add(
        Fault(
          expression: ExpressionFault(.keepsNothing(combinations: grid.count), range), in: condition.node))
      return nil
    }
    return kept
  }
}

extension TrialTemplate.Bound: ConditionValues {
  package func value(of name: String) -> AxisValue? {
    if let number = numbers[name] { return AxisValue(number) }
    return values[name].map { AxisValue($0.node) }
  }
}
