import Experiment

/// The order of a plan: the last dimension turns fastest, and replicates faster still.
struct TrialGrid: Sendable {
  /// The number of points of every dimension.
  let sizes: [Int]
  /// The seeds of the replicates; empty where each trial runs once, from the experiment's seed.
  private let seeds: [Int]
  /// The number of trials.
  let count: Int

  /// - Throws: `PlanError.tooManyTrials` where the number of combinations does not fit an integer.
  init(_ template: TrialTemplate) throws(PlanError) {
    sizes = template.dimensions.map(\.count)
    seeds = template.sweep.seeds
    var count = max(seeds.count, 1)
    for size in sizes {
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: size)
      if isTooLarge { throw .tooManyTrials }
      count = product
    }
    self.count = count
  }

  func assignment(at index: Int) -> TrialTemplate.Assignment {
    var rest = index
    var seed: Int?
    if !seeds.isEmpty {
      seed = seeds[rest % seeds.count]
      rest /= seeds.count
    }
    var indices = [Int](repeating: 0, count: sizes.count)
    for position in sizes.indices.reversed() {
      indices[position] = rest % sizes[position]
      rest /= sizes[position]
    }
    return TrialTemplate.Assignment(indices: indices, seed: seed)
  }

  /// The place of the first trial with a point of each dimension.
  func index(of indices: [Int]) -> Int {
    zip(indices, sizes).reduce(0) { $0 * $1.1 + $1.0 } * replicates
  }

  /// How often each combination runs.
  var replicates: Int { max(seeds.count, 1) }

  /// The number of combinations of some of the dimensions.
  func count(of dimensions: Set<Int>) -> Int { dimensions.reduce(1) { $0 * sizes[$1] } }

  /// The place of the first trial with a combination of some of the dimensions.
  func index(ofCombination number: Int, of dimensions: Set<Int>) -> Int {
    var rest = number, index = 0, stride = replicates
    for position in sizes.indices.reversed() {
      if dimensions.contains(position) {
        index += rest % sizes[position] * stride
        rest /= sizes[position]
      }
      stride *= sizes[position]
    }
    return index
  }
}

/// A sweep that cannot be planned.
package enum PlanError: Error, Hashable, Sendable {
  case tooManyTrials
}
