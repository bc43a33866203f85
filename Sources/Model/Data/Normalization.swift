/// x ↦ (x − mean) / standardDeviation, on every feature alike; features that are bytes are divided by 255
/// first.
package struct Normalization: Sendable, Hashable {
  package var mean: Double
  package var standardDeviation: Double

  package init(mean: Double = 0, standardDeviation: Double = 1) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }
}
