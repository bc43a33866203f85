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

  /// The points of the range that are evaluated together: only one part's intermediate results are kept.
  private static let partSize = 4096

  private func evaluate<S: Scalar>(_: S.Type) throws -> FunctionsRecord {
    let variable = experiment.variable[0]
    let grid = variable.value.values.map { S($0) }
    var columns = emptyColumns(capacity: grid.count)
    for start in stride(from: 0, to: grid.count, by: Self.partSize) {
      let part = Array(grid[start..<min(start + Self.partSize, grid.count)])
      for (index, values) in try evaluate(part).enumerated() {
        columns[index].values += values.lazy.map { Double($0) }
      }
    }
    for index in columns.indices { columns[index].shape = [grid.count] }
    return FunctionsRecord(columns: columns)
  }

  private func emptyColumns(capacity: Int) -> [TensorRecord] {
    let variable = experiment.variable[0].name
    var columns = [(name: variable, expression: "")]
    for function in experiment.functions {
      columns.append((function.name, function.value.text))
      guard experiment.derivatives else { continue }
      let name = FunctionsExperiment.derivative(of: function.name)
      columns.append((name, "d(\(function.name))/d(\(variable))"))
    }
    return columns.map { column in
      var values: [Double] = []
      values.reserveCapacity(capacity)
      return TensorRecord(
        group: "", name: column.name, expression: column.expression, shape: [capacity], values: values,
        elements: .init(experiment.precision))
    }
  }

  /// The columns of some of the points. Every function is elementwise, so no point depends on another.
  private func evaluate<S: Scalar>(_ points: [S]) throws -> [[S]] {
    let variable = experiment.variable[0]
    var evaluator = ExpressionEvaluator<S>(random: .torch(TorchGenerator(seed: 0)))
    evaluator.define(variable.name, try Tensor(shape: [points.count], values: points), isOpen: true)
    for constant in experiment.constants { evaluator.define(constant.name, Tensor(S(constant.value))) }
    var columns = [points]
    for function in experiment.functions {
      let value: Tensor<S>
      do throws(ExpressionFault) {
        value = try evaluator.define(function.name, function.value.parsed)
      } catch {
        throw InvalidFiles(function.value, error)
      }
      columns.append(value.filling(points.count).values)
      guard experiment.derivatives, let y = evaluator.scope[function.name] else { continue }
      // Each value comes from its own x alone: the gradient of their sum is the derivative at each x.
      let sum = try evaluator.apply(.sum(axis: nil), y)
      columns.append(try evaluator.gradients(of: sum, by: [variable.name])[0].values)
    }
    return columns
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
  init(_ located: Located<Expression>, _ fault: ExpressionFault) {
    var faults = Faults()
    faults.add(located.fault(fault))
    self.init(faults)
  }
}
