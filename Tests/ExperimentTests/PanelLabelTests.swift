import Declarations
import TestSupport
import Testing

@testable import Experiment

/// Values that have labels, as panels name them.
@Suite struct PanelLabelTests {
  private func messages(where condition: String) throws -> [String] {
    let text = """
      name: example
      dataset: {name: d, classes: [a, b], format: {inline: {features: [[0], [1]], targets: [0, 1]}}}
      model: {layers: [dense: {units: 2}]}
      training: {loss: cross_entropy, optimizer: $opt, epochs: 1}
      sweep:
        grid:
          opt:
            - {label: slow, value: {sgd: {learning_rate: 0.1}}}
            - {label: fast, value: {sgd: {learning_rate: 0.2}}}
      report: {figures: [{name: f, panels: [line: {y: train_loss, where: {opt: \(condition)}}]}]}
      """
    do {
      _ = try experiment(text)
      return []
    } catch let error as InvalidFiles {
      return error.diagnostics.map(\.message)
    }
  }

  @Test func aConditionMeansAValueByItsLabel() throws {
    #expect(try messages(where: "slow").isEmpty)
    #expect(try messages(where: "fast").isEmpty)
    #expect(try messages(where: "slower") == ["no trial has the value 'slower' of 'opt'"])
  }
}
