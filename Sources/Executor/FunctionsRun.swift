import Declarations
import Experiment
import NeuralNetwork
import Trials

extension GridSpec {
  /// The values in order.
  package var values: [Double] {
    switch self {
    case .values(let values): values
    case .linspace(let spec): Self.linspace(from: spec.from, to: spec.to, count: spec.count)
    }
  }

  /// NumPy's `linspace`, bit for bit: i·step + start, and the end itself for the last.
  static func linspace(from start: Double, to stop: Double, count: Int) -> [Double] {
    guard count > 1 else { return [start] }
    let intervals = Double(count - 1)
    let step = (stop - start) / intervals
    return (0..<count).map { index in
      if index == count - 1 { return stop }
      // Where the step rounds to 0, NumPy multiplies first.
      return (step == 0 ? Double(index) / intervals * (stop - start) : Double(index) * step) + start
    }
  }
}

/// The evaluation of `kind: functions`.
package struct FunctionsRun {
  let experiment: FunctionsExperiment

  package init(_ experiment: FunctionsExperiment) { self.experiment = experiment }

  /// - Throws: `InvalidFiles` where a part that the variable has no share in has no finite value.
  package func evaluate() throws -> FunctionsRecord {
    switch experiment.precision {
    case .float32: try evaluate(Float.self)
    case .float64: try evaluate(Double.self)
    }
  }

  private func evaluate<S: Scalar>(_: S.Type) throws -> FunctionsRecord {
    let variable = experiment.variable[0]
    let grid = variable.value.values.map { S($0) }
    var evaluator = ExpressionEvaluator<S>(random: .torch(TorchGenerator(seed: 0)))
    evaluator.define(variable.name, try Tensor(shape: [grid.count], values: grid), isOpen: true)
    for constant in experiment.constants { evaluator.define(constant.name, Tensor(S(constant.value))) }
    var columns = [record(variable.name, "", try Tensor(shape: [grid.count], values: grid))]
    for function in experiment.functions {
      let value: Tensor<S>
      do throws(ExpressionFault) {
        value = try evaluator.define(function.name, function.value.expression)
      } catch {
        throw InvalidFiles(function.value, error)
      }
      columns.append(record(function.name, function.value.text, value.filling(grid.count)))
      guard experiment.derivatives, let y = evaluator.scope[function.name] else { continue }
      // Each value comes from its own x alone: the gradient of their sum is the derivative at each x.
      let sum = try evaluator.apply(.sum(axis: nil), y)
      let derivative = try evaluator.gradients(of: sum, by: [variable.name])[0]
      let name = FunctionsExperiment.derivative(of: function.name)
      columns.append(record(name, "d(\(function.name))/d(\(variable.name))", derivative))
    }
    return FunctionsRecord(columns: columns)
  }

  private func record<S: Scalar>(_ name: String, _ expression: String, _ tensor: Tensor<S>) -> TensorRecord {
    TensorRecord(
      group: "", name: name, expression: expression, shape: tensor.shape,
      values: tensor.values.map { Double($0) },
      elements: .init(experiment.precision))
  }
}

extension Tensor {
  /// A constant function has one value for all.
  fileprivate func filling(_ count: Int) -> Tensor {
    guard let scalar, shape != [count],
      let filled = try? Tensor(shape: [count], values: [S](repeating: scalar, count: count))
    else { return self }
    return filled
  }
}

extension InvalidFiles {
  /// A fault that only evaluation has found.
  init(_ located: LocatedExpression, _ fault: ExpressionFault) {
    var faults = Faults()
    faults.add(located.fault(fault))
    self.init(faults)
  }
}
