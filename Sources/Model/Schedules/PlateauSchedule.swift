/// The rate is multiplied by `factor` when a measurement has not become better for more than `patience`
/// epochs (`ReduceLROnPlateau`).
package struct PlateauSchedule: Schedule {
  package static let name = "reduce_on_plateau"
  package var clock = ScheduleClock()
  /// The name of the measurement.
  package var metric: String
  package var factor: Double
  package var patience: Int
  /// By how much a measurement has to be better to count.
  package var threshold: Double
  /// Whether that is a share of the best one, or a difference from it.
  package var thresholdMode: ThresholdMode
  /// So many epochs after a reduction do not count.
  package var cooldown: Int
  package var minimum: Double
  /// A smaller reduction is not made.
  package var epsilon: Double

  package init(
    metric: String, factor: Double = 0.1, patience: Int = 10, threshold: Double = 1e-4,
    thresholdMode: ThresholdMode = .relative, cooldown: Int = 0, minimum: Double = 0, epsilon: Double = 1e-8
  ) {
    self.metric = metric
    self.factor = factor
    self.patience = patience
    self.threshold = threshold
    self.thresholdMode = thresholdMode
    self.cooldown = cooldown
    self.minimum = minimum
    self.epsilon = epsilon
  }

  package var watched: String? { metric }
}

package enum ThresholdMode: String, CaseIterable, Sendable { case relative, absolute }
