/// Finds the points of a dimension of numbers, drawn or of a long axis, that have to be looked at by
/// themselves, on all cores.
struct DrawnProbes {
  /// A point whose trial is wrong, or the first one of its kind: other things are measured of it, or of other
  /// data, than of those before it.
  private struct Finding: Sendable {
    let index: Int
    /// `nil` of a point that is wrong.
    let kind: FactorKey.Value?
  }

  /// What a thread has met.
  private struct Worker: Sendable {
    var resolver: TrialResolver
    var kinds: Set<FactorKey.Value> = []
  }

  /// Reads points; most files have no such dimension, and need none.
  lazy var resolver = TrialResolver(template)
  private let template: TrialTemplate
  /// The dimension that was last looked at, and how many of its points.
  private var looked = (dimension: -1, count: 0)
  /// What was found at these, as far as it was not asked for.
  private var findings: ArraySlice<Finding> = []
  /// The kinds that were met.
  private var kinds: Set<FactorKey.Value> = []

  /// So many points are looked for at a time.
  private static let limit = 4096

  init(_ template: TrialTemplate) { self.template = template }

  /// The next point of a dimension, from `start` on, that has to be looked at by itself; the other dimensions
  /// are at their first points. `nil` where there is none.
  mutating func next(of dimension: Int, from start: Int) -> Int? {
    if looked.dimension != dimension { (looked, findings) = ((dimension, start), []) }
    while true {
      while let finding = findings.popFirst() {
        // Two threads may have met the same kind.
        if finding.kind.map({ kinds.insert($0).inserted }) ?? true { return finding.index }
      }
      guard looked.count < template.dimensions[dimension].count else { return nil }
      lookOn()
    }
  }

  /// Looks at the points that were not looked at, to the end or until enough is found for now.
  private mutating func lookOn() {
    let (dimension, start) = looked
    let worker = Worker(resolver: resolver, kinds: kinds)
    let first = template.dimensions.map { _ in 0 }
    BlockwiseWork.run(count: template.dimensions[dimension].count - start, state: { worker }) {
      worker, block in
      var (indices, found): ([Int], [Finding]) = (first, [])
      for index in (start + block.lowerBound)..<(start + block.upperBound) {
        indices[dimension] = index
        if !worker.resolver.isSound(at: indices) {
          found.append(Finding(index: index, kind: nil))
        } else {
          let kind = worker.resolver.kind(at: indices)
          if worker.kinds.insert(kind).inserted { found.append(Finding(index: index, kind: kind)) }
        }
      }
      return (found, start + block.upperBound)
    } then: { (found: [Finding], end: Int) in
      findings += found
      looked.count = end
      return findings.count < Self.limit
    }
  }
}
