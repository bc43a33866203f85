import Declarations
import Experiment
import Model
import NeuralNetwork
import Trials

/// The evaluation of `kind: expressions`.
package struct ExpressionsRun {
  let experiment: ExpressionsExperiment

  package init(_ experiment: ExpressionsExperiment) { self.experiment = experiment }

  /// Every tensor in the order of the file, each section's gradients behind its values and its model.
  /// - Throws: `InvalidFiles` where an operation has no finite value.
  package func evaluate() throws -> [TensorRecord] {
    switch experiment.precision {
    case .float32: try evaluate(Float.self)
    case .float64: try evaluate(Double.self)
    }
  }

  private func evaluate<S: Scalar>(_: S.Type) throws -> [TensorRecord] {
    var evaluator = ExpressionEvaluator<S>(
      random: RandomGenerator(experiment.generator, seed: experiment.seed))
    var records: [TensorRecord] = []
    for section in experiment.sections {
      for definition in section.values {
        let value = try evaluator.define(definition)
        records.append(record(section, definition.name, definition.value.text, value))
      }
      if let model = section.model { records += try evaluate(model, section, &evaluator.random) }
      for gradient in section.gradients {
        guard let y = evaluator.scope[gradient.name] else { continue }
        let gradients = try evaluator.gradients(of: y, by: gradient.value)
        for (source, value) in zip(gradient.value, gradients) {
          let text = "d(\(gradient.name))/d(\(source))"
          records.append(record(section, source, text, value, gradientOf: gradient.name))
        }
      }
    }
    return records
  }

  private func record<S: Scalar>(
    _ section: SectionSpec, _ name: String, _ expression: String, _ tensor: Tensor<S>,
    gradientOf: String? = nil
  ) -> TensorRecord {
    TensorRecord(
      group: section.name, name: name, expression: expression, shape: tensor.shape,
      values: tensor.values.map { Double($0) }, elements: .init(experiment.precision), gradientOf: gradientOf)
  }

  /// The parameters as the engine draws them, and what it answers to the examples.
  private func evaluate(_ model: SectionModelSpec, _ section: SectionSpec, _ random: inout RandomGenerator)
    throws
    -> [TensorRecord]
  {
    let examples = model.evaluate ?? TensorLiteral(shape: [0, model.inputs], values: [])
    let outputs = try model.network.graph().outputs
    let session = try makeTrainingSession(
      precision: experiment.precision,
      network: model.network, loss: MeanSquaredError(),
      optimizer: SGD(),
      source: NoExamples(featureCount: model.inputs, outputs: outputs),
      maximumBatch: 1, random: &random)

    func record(
      _ name: String, _ expression: String, _ shape: [Int], _ values: [Double],
      _ elements: TensorRecord.ElementType? = nil
    ) -> TensorRecord {
      TensorRecord(
        group: section.name, name: name, expression: expression, shape: shape, values: values,
        elements: elements ?? .init(experiment.precision))
    }
    var records: [TensorRecord] = []
    for parameter in session.parameters() {
      records.append(record(Self.name(parameter.name), "", parameter.shape, parameter.values))
    }
    let count = records.reduce(0) { $0 + $1.values.count }
    records.append(record("parameters", "", [], [Double(count)], .integer))
    guard examples.shape[0] > 0 else { return records }
    let answers = try session.predict(features: examples.values, rows: examples.shape[0])
    records.append(record("inputs", "", examples.shape, examples.values))
    records.append(record("outputs", "model(inputs)", [examples.shape[0], outputs], answers))
    return records
  }

  /// `layers.0.weight` as messages count: `layer1.weight`.
  private static func name(_ parameter: String) -> String {
    let parts = parameter.split(separator: ".")
    guard parts.count == 3, let index = Int(parts[1]) else { return parameter }
    return "layer\(index + 1).\(parts[2])"
  }
}

extension ExpressionEvaluator {
  fileprivate mutating func define(_ definition: Named<TensorDefinition>) throws -> Tensor<S> {
    switch definition.value {
    case .literal(let literal):
      let value = try Tensor(shape: literal.shape, values: literal.values.map { S($0) })
      define(definition.name, value)
      return value
    case .expression(let located):
      do throws(ExpressionFault) {
        return try define(definition.name, located.parsed)
      } catch {
        throw InvalidFiles(located, error)
      }
    }
  }
}

extension TensorDefinition {
  /// What the table calls it: nothing where the numbers say it all.
  fileprivate var text: String {
    switch self {
    case .literal: ""
    case .expression(let located):
      switch located.parsed {
      case .integer, .real: ""
      default: located.text
      }
    }
  }
}

/// For a model that is only asked.
private struct NoExamples: BatchSource {
  var featureCount: Int
  var outputs: Int
  var count: Int { 0 }
  var targets: Targets { .values([], width: outputs) }
  var features: Features { .values([]) }
}
