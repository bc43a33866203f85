import Experiment
import Model

/// One training run of a plan, with every name resolved.
package struct Trial: Sendable {
  /// A value that tells the trial from others: of an axis, or derived from axes.
  /// `nil` where the axis does not apply to the trial.
  package typealias Label = (name: String, value: AxisValue?)

  /// Its place in the plan, from 0.
  package let index: Int
  package let id: TrialID
  /// Axes, then derived values, in the order of the file.
  package let labels: [Label]
  /// How many of the labels are axes.
  private let axisCount: Int
  /// Which of the replicates it is, from 0.
  package let replicate: Int
  /// The number of its arm, from 0: the same for trials that differ in nothing but their replicate.
  package let arm: Int
  /// What its values are resolved to.
  let resolved: TrialTemplate.Resolved

  init(
    index: Int, id: TrialID, axes: [Label], replicates: Int, resolved: TrialTemplate.Resolved
  ) {
    self.index = index
    self.id = id
    labels = axes + resolved.derived.map { ($0.name, $0.value.map { AxisValue($0) }) }
    axisCount = axes.count
    (arm, replicate) = index.quotientAndRemainder(dividingBy: replicates)
    self.resolved = resolved
  }

  package var seed: Int { resolved.seed }
  package var spec: TrialSpec { resolved.spec }
  package var dataset: DatasetDeclaration { resolved.dataset }
  package var shapes: NetworkShapes { resolved.shapes }

  /// The value of every axis.
  package var axes: ArraySlice<Label> { labels[..<axisCount] }

  /// Whether the trial's axes have these values.
  package func matches(_ conditions: [ArmCondition]) -> Bool {
    conditions.allSatisfy { condition in
      axes.contains { $0.name == condition.axis && $0.value == condition.value }
    }
  }
}

extension TrialTemplate {
  /// The values of the columns in an assignment.
  func labels(_ assignment: Assignment) -> [Trial.Label] {
    zip(dimensions, assignment.indices).flatMap { $0.labels(at: $1) }
  }
}

extension Dimension {
  /// The values of the columns at a point.
  func labels(at index: Int) -> [Trial.Label] {
    let point = point(at: index)
    return columns.map { column in (keys[column].name, point.first { $0.key == column }?.value) }
  }
}
