/// A metric over the examples of a split: `test_accuracy`. Over training examples it is a running one: each
/// example before the step on it.
package struct SplitMetric: Hashable, Sendable {
  package let split: SplitName
  package let kind: MetricKind

  package init(_ split: SplitName, _ kind: MetricKind) { (self.split, self.kind) = (split, kind) }

  /// The name of its column.
  package var name: String { "\(split.rawValue)_\(kind.name)" }
  /// How a file names it shortly: a metric over the split that its name alone means needs no split.
  package var shortName: String { split == kind.type.usualSplit ? kind.name : name }

  /// Whatever can be measured besides losses, by split.
  package static let all = SplitName.allCases.flatMap { split in
    Metrics.all.map { SplitMetric(split, $0) }
  }
}
