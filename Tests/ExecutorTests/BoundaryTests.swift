import Experiment
import Foundation
import Planner
import TestSupport
import Testing
import Trials

@testable import Executor

/// A decision boundary is where the answers turn.
@Suite struct BoundaryTests {
  /// The plane of a model of one layer, of the given weights, trained by steps too small to move them.
  private func plane(_ layer: String, targets: String, loss: String = "mean_squared_error") throws
    -> PlaneSample
  {
    let text = """
      name: plane
      precision: float64
      dataset: {name: d, format: {inline: {features: [[0, 0], [1, 1]], targets: \(targets)}}}
      model: {layers: [dense: \(layer)]}
      training: {loss: \(loss), optimizer: {sgd: {learning_rate: 1e-300}}, epochs: 1, batch_size: full}
      report: {figures: [{name: f, panels: [decision_boundary: {x_limits: [-1, 2], y_limits: [-1, 2]}]}]}
      """
    let plan = try trialPlan(text)
    let record = try #require(try Executor(jobs: 1, instructionSet: .best).records(plan).first)
    return try #require(record.captures.planes.first?.value)
  }

  @Test(
    arguments: ["identity", "relu", "tanh", "sigmoid", "{leaky_relu: {slope: 0.1}}"],
    ["zeros", "none"])
  func theLineOfAUnitIsWhereItsAnswerTurns(_ activation: String, bias: String) throws {
    let plane = try plane(
      "{units: 1, activation: \(activation), weights: {constant: {value: 0.7}}, bias: \(bias)}",
      targets: "[0, 1]")
    let line = try #require(plane.line)
    #expect(Set(plane.answers) == [0, 1])
    for (index, answer) in plane.answers.enumerated() {
      let x = -1 + 3 * Double(index % plane.side) / Double(plane.side - 1)
      let y = -1 + 3 * Double(index / plane.side) / Double(plane.side - 1)
      let side = line.w1 * x + line.w2 * y + line.b
      if side.magnitude > 1e-9 { #expect((side > 0) == (answer == 1)) }
    }
  }

  @Test func ofTwoOutputsTheBoundaryIsWhereTheirDifferenceIsZero() throws {
    let plane = try plane("{units: 2}", targets: "[[0, 1], [1, 0]]")
    #expect(plane.level == 0 && plane.line == nil)
    #expect(zip(plane.values, plane.answers).allSatisfy { ($0 > 0) == ($1 == 1) })
  }

  /// Of three outputs each that is the answer somewhere has a lead, which is above 0 where it is the answer.
  @Test func ofThreeOutputsALeadIsPositiveWhereItsClassIsTheAnswer() throws {
    let plane = try plane("{units: 3}", targets: "[[0, 1, 0], [1, 0, 0]]")
    #expect(plane.values.isEmpty && plane.answers.count == plane.side * plane.side)
    #expect(Set(plane.leads.keys) == Set(plane.answers) && plane.leads.count > 1)
    for (name, leads) in plane.leads {
      #expect(zip(leads, plane.answers).allSatisfy { ($0 > 0) == ($1 == name) })
    }
  }
}
