import Declarations
import Experiment
import NeuralNetwork
import Trials

/// The evaluation of `kind: walkthrough`: what is given, and every step's value.
package struct WalkthroughRun {
  let experiment: WalkthroughExperiment

  package init(_ experiment: WalkthroughExperiment) { self.experiment = experiment }

  /// - Throws: `InvalidFiles` where a step has no finite value: the numbers given are too large, or a
  ///   probability is 0 or 1.
  package func evaluate() throws -> [TensorRecord] {
    switch experiment.precision {
    case .float32: try evaluate(Float.self)
    case .float64: try evaluate(Double.self)
    }
  }

  private func evaluate<S: Scalar>(_: S.Type) throws -> [TensorRecord] {
    var evaluator = ExpressionEvaluator<S>(random: .torch(TorchGenerator(seed: 0)))
    var records: [TensorRecord] = []
    for given in experiment.givens {
      let value = try Tensor(shape: given.value.shape, values: given.value.values.map { S($0) })
      evaluator.define(given.symbol, value)
      records.append(record("given", given.symbol, "", value))
    }
    for step in try experiment.steps() {
      do throws(ExpressionFault) {
        let value = try evaluator.define(step.symbol, step.expression)
        records.append(record(step.part.rawValue, step.symbol, step.formula, value))
      } catch {
        throw InvalidFiles(experiment, step, error)
      }
    }
    return records
  }

  private func record<S: Scalar>(_ part: String, _ name: String, _ formula: String, _ tensor: Tensor<S>)
    -> TensorRecord
  {
    TensorRecord(
      group: part, name: name, expression: formula, shape: tensor.shape,
      values: tensor.values.map { Double($0) },
      elements: .init(experiment.precision))
  }
}

extension InvalidFiles {
  fileprivate init(_ experiment: WalkthroughExperiment, _ step: WalkthroughStep, _ fault: ExpressionFault) {
    var faults = Faults()
    faults.add(experiment.fault(fault, in: step))
    self.init(faults)
  }
}
