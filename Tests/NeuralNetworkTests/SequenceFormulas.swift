import Model

@testable import NeuralNetwork

/// Formulas of recurrent layers and of what normalises examples, in terms of matrix products: rows and
/// columns are chosen, summed and put in their places by matrices of ones and zeros.
extension Tape<Double> {
  /// (rows×columns), 1 where `isOne`.
  private mutating func ones(_ rows: Int, _ columns: Int, _ isOne: (Int, Int) -> Bool) throws -> Variable {
    let values = (0..<rows).flatMap { row in (0..<columns).map { isOne(row, $0) ? 1.0 : 0 } }
    return leaf(try Tensor(shape: [rows, columns], values: values))
  }

  private mutating func add(_ x: Variable, _ y: Variable) throws -> Variable {
    try apply(.binary(.add), x, y)
  }

  private mutating func times(_ x: Variable, _ y: Variable) throws -> Variable {
    try apply(.binary(.multiply), x, y)
  }

  /// The states of a recurrent layer, put where its output has them.
  mutating func recur(
    _ layer: any Recurrent, _ x: Variable, _ parameters: [Variable], _ node: NetworkNode
  ) throws -> Variable {
    let (steps, features) = try layer.sequenceShape(node.input)
    let (options, rows) = (layer.options, self[x].shape[0])
    let units = options.units
    var result: Variable?
    for direction in 0..<options.directions {
      var (state, cell) = (
        leaf(try Tensor(shape: [rows, units], values: [Double](repeating: 0, count: rows * units))), x
      )
      cell = state
      let count = parameters.count / options.directions
      let own = Array(parameters[count * direction..<count * (direction + 1)])
      for turn in 0..<steps {
        let step = direction == 0 ? turn : steps - 1 - turn
        let input = try apply(
          .matrixProduct, x, ones(steps * features, features) { $0 == step * features + $1 })
        (state, cell) = try self.step(layer, input, state, cell, own, features: features)
        let first = direction * units + (options.output == .all ? step * options.directions * units : 0)
        guard options.output != .last || turn == steps - 1 else { continue }
        let placed = try apply(.matrixProduct, state, ones(units, node.outputs) { first + $0 == $1 })
        let share = options.output == .mean ? try times(placed, leaf(Tensor(1 / Double(steps)))) : placed
        result = try result.map { try add($0, share) } ?? share
      }
    }
    return result ?? x
  }

  private mutating func step(
    _ layer: any Recurrent, _ x: Variable, _ state: Variable, _ cell: Variable, _ parameters: [Variable],
    features: Int
  ) throws -> (Variable, Variable) {
    let units = layer.options.units
    let count = type(of: layer).gates * units
    // With the weights and the bias of the input (0) or of the state (1).
    func sum(_ gate: Int, _ x: Variable, _ part: Int) throws -> Variable {
      let chosen = try ones(count, units) { $0 == gate * units + $1 }
      let sums = try apply(.matrixProduct, x, apply(.transpose, parameters[part]))
      return try apply(
        .matrixProduct, parameters.count > 2 ? add(sums, parameters[2 + part]) : sums, chosen)
    }
    func both(_ gate: Int) throws -> Variable {
      try add(sum(gate, x, 0), sum(gate, state, 1))
    }
    func sigmoid(_ gate: Int) throws -> Variable { try apply(.elementwise(.sigmoid), both(gate)) }
    switch layer {
    case let layer as RNN:
      let next = try apply(.elementwise(layer.nonlinearity == .tanh ? .tanh : .relu), both(0))
      return (next, next)
    case is LSTM:
      let new = try times(sigmoid(0), apply(.elementwise(.tanh), both(2)))
      let next = try add(times(sigmoid(1), cell), new)
      return (try times(sigmoid(3), apply(.elementwise(.tanh), next)), next)
    default:
      let hidden = try times(sigmoid(0), sum(2, state, 1))
      let new = try apply(.elementwise(.tanh), add(sum(2, x, 0), hidden))
      let z = try sigmoid(1)
      let kept = try apply(.binary(.subtract), leaf(Tensor(1)), z)
      let next = try add(times(kept, new), times(z, state))
      return (next, next)
    }
  }

  /// The numbers of each run less their mean, over their standard deviation; `weight` says which weight is a
  /// number's.
  mutating func normalizeRuns(
    _ x: Variable, _ parameters: [Variable], length: Int, epsilon: Double, weight: (Int) -> Int
  ) throws -> Variable {
    let width = self[x].shape[1]
    let sums = try ones(width, width) { $0 / length == $1 / length }
    let average = try times(sums, leaf(Tensor(1 / Double(length))))
    let centred = try apply(.binary(.subtract), x, apply(.matrixProduct, x, average))
    let variance = try apply(.matrixProduct, times(centred, centred), average)
    let deviation = try apply(.elementwise(.sqrt), add(variance, leaf(Tensor(epsilon))))
    let normal = try apply(.binary(.divide), centred, deviation)
    let count = self[parameters[0]].shape.elementCount
    let spread = try ones(count, width) { $0 == weight($1) }
    let factors = try parameters.map { try apply(.matrixProduct, apply(.reshape([1, count]), $0), spread) }
    return try add(times(normal, factors[0]), factors[1])
  }

  /// The vector of each number, as a product with a matrix that has a 1 where it stands.
  mutating func embed(_ layer: Embedding, _ x: Variable, _ weight: Variable) throws -> Variable {
    let (indices, shape) = (self[x].values, self[x].shape)
    let chosen = try ones(indices.count, layer.count) { Int(indices[$0]) == $1 }
    return try apply(.reshape([shape[0], shape[1] * layer.size]), apply(.matrixProduct, chosen, weight))
  }
}
