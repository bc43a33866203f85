import Planner
import TestSupport

@testable import Trials

/// The trials of a small experiment, each with as many replicates.
func plannedTrials(arms: Int, replicates: Int) throws -> [Trial] {
  let text = """
    name: example
    dataset: {name: d, classes: [a, b], format: {inline: {features: [[0], [1]], targets: [0, 1]}}}
    model: {layers: [dense: {units: 2}]}
    training: {loss: cross_entropy, optimizer: adam, epochs: $e}
    sweep: {grid: {e: \((1...arms).map { $0 })}, seeds: \((0..<replicates).map { $0 })}
    """
  return try trialPlan(text).trials()
}
