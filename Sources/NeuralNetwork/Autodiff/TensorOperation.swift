import Model

/// An operation on tensors: its value, and what it makes of the gradient of its value.
///
/// To add one: a case here, its line in ``value(_:)`` and in ``gradients(_:inputs:output:)``, and a row in
/// the table of `AutodiffTests`. A function of single elements is a case of ``ElementwiseFunction`` or
/// ``BinaryFunction`` instead.
package enum TensorOperation: Equatable, Sendable {
  case elementwise(ElementwiseFunction)
  case binary(BinaryFunction)
  /// The second where the first is above 0, else the third; the first has no gradient.
  case select
  case matrixProduct
  /// Of all elements or along one axis, added in ascending row-major order.
  case sum(axis: Int?)
  case mean(axis: Int?)
  /// Of all elements; where several are as large, they share the gradient equally.
  case largest, smallest
  case reshape([Int])
  /// The dimensions in reverse.
  case transpose
  /// Tensors of one shape, one behind the other along a new first axis.
  case stack

  /// - Throws: ``TensorError`` where the shapes do not fit.
  func value<S: Scalar>(_ inputs: [Tensor<S>]) throws(TensorError) -> Tensor<S> {
    let expected = operandCount ?? max(inputs.count, 1)
    guard inputs.count == expected, let x = inputs.first else {
      throw .operandCount(operation: "\(self)", expected: expected, found: inputs.count)
    }
    switch self {
    case .elementwise(let function):
      return Tensor(unchecked: function(x.values), shape: x.shape)
    case .binary(let function):
      let shape = try Tensor<S>.broadcast(x.shape, inputs[1].shape, for: function.rawValue)
      let (a, b) = (x.broadcast(to: shape), inputs[1].broadcast(to: shape))
      return Tensor(unchecked: zip(a.values, b.values).map { function($0, $1) }, shape: shape)
    case .select:
      let shape = try selectionShape(inputs)
      let (a, b) = (inputs[1].broadcast(to: shape), inputs[2].broadcast(to: shape))
      let condition = x.broadcast(to: shape)
      return Tensor(
        unchecked: condition.values.indices.map { condition.values[$0] > 0 ? a.values[$0] : b.values[$0] },
        shape: shape)
    case .matrixProduct: return try x.matrixProduct(inputs[1])
    case .sum(let axis):
      let (kept, shape) = try Self.reducedShapes(x.shape, axis)
      return try x.summed(to: kept).reshaped(shape)
    case .mean(let axis):
      let (kept, shape) = try Self.reducedShapes(x.shape, axis)
      let count = S(x.values.count / max(kept.elementCount, 1))
      return try x.summed(to: kept).map { $0 / count }.reshaped(shape)
    case .largest: return Tensor(x.values.dropFirst().reduce(x.values[0]) { BinaryFunction.maximum($0, $1) })
    case .smallest: return Tensor(x.values.dropFirst().reduce(x.values[0]) { BinaryFunction.minimum($0, $1) })
    case .reshape(let shape): return try x.reshaped(shape)
    case .transpose: return x.transposed
    case .stack:
      for other in inputs where other.shape != x.shape {
        throw .shapesDoNotFit(x.shape, other.shape, operation: "stack")
      }
      return Tensor(unchecked: inputs.flatMap(\.values), shape: [inputs.count] + x.shape)
    }
  }

  /// The gradient of each input, by the chain rule from that of the output, `dy`.
  func gradients<S: Scalar>(_ dy: Tensor<S>, inputs: [Tensor<S>], output y: Tensor<S>) throws(TensorError)
    -> [Tensor<S>]
  {
    let x = inputs[0]
    switch self {
    case .elementwise(let function):
      let derivative = function.derivative(x.values, y.values)
      return [Tensor(unchecked: zip(dy.values, derivative).map { $0 * $1 }, shape: x.shape)]
    case .binary(let function):
      let (a, b) = (x.broadcast(to: y.shape), inputs[1].broadcast(to: y.shape))
      let derivatives = y.values.indices.map {
        function.derivatives(a.values[$0], b.values[$0], y.values[$0])
      }
      let da = Tensor(unchecked: zip(dy.values, derivatives).map { $0 * $1.a }, shape: y.shape)
      let db = Tensor(unchecked: zip(dy.values, derivatives).map { $0 * $1.b }, shape: y.shape)
      return [da.summed(to: x.shape), db.summed(to: inputs[1].shape)]
    case .select:
      let condition = x.broadcast(to: y.shape)
      let da = Tensor(
        unchecked: zip(condition.values, dy.values).map { $0 > 0 ? $1 : 0 }, shape: y.shape)
      let db = Tensor(
        unchecked: zip(condition.values, dy.values).map { $0 > 0 ? 0 : $1 }, shape: y.shape)
      return [
        Tensor(repeating: 0, shape: x.shape), da.summed(to: inputs[1].shape), db.summed(to: inputs[2].shape),
      ]
    case .matrixProduct:
      // dA = dY · Bᵀ, dB = Aᵀ · dY, with vectors as the matrices that they stand for.
      let b = inputs[1]
      let row = try x.reshaped(x.shape.count == 1 ? [1] + x.shape : x.shape)
      let column = try b.reshaped(b.shape.count == 1 ? b.shape + [1] : b.shape)
      let dz = try dy.reshaped([row.shape[0], column.shape[1]])
      return [
        try dz.matrixProduct(column.transposed).reshaped(x.shape),
        try row.transposed.matrixProduct(dz).reshaped(b.shape),
      ]
    case .sum(let axis):
      return [try dy.reshaped(Self.reducedShapes(x.shape, axis).kept).broadcast(to: x.shape)]
    case .mean(let axis):
      let kept = try Self.reducedShapes(x.shape, axis).kept
      let count = S(x.values.count / max(kept.elementCount, 1))
      return [try dy.map { $0 / count }.reshaped(kept).broadcast(to: x.shape)]
    case .largest, .smallest:
      let extreme = y.values[0]
      let share = dy.values[0] / S(x.values.count { $0 == extreme })
      return [x.map { $0 == extreme ? share : 0 }]
    case .reshape: return [try dy.reshaped(x.shape)]
    case .transpose: return [dy.transposed]
    case .stack:
      let count = x.values.count
      return inputs.indices.map {
        Tensor(unchecked: Array(dy.values[$0 * count..<($0 + 1) * count]), shape: x.shape)
      }
    }
  }

  /// `nil` where there may be any number but none.
  private var operandCount: Int? {
    switch self {
    case .binary, .matrixProduct: 2
    case .select: 3
    case .stack: nil
    case .elementwise, .sum, .mean, .largest, .smallest, .reshape, .transpose: 1
    }
  }

  private func selectionShape<S: Scalar>(_ inputs: [Tensor<S>]) throws(TensorError) -> [Int] {
    let shape = try Tensor<S>.broadcast(inputs[1].shape, inputs[2].shape, for: "where")
    return try Tensor<S>.broadcast(inputs[0].shape, shape, for: "where")
  }

  /// The shape of a sum with its axes kept as 1, and without them.
  private static func reducedShapes(_ shape: [Int], _ axis: Int?) throws(TensorError)
    -> (kept: [Int], reduced: [Int])
  {
    guard let axis else { return (shape.map { _ in 1 }, []) }
    guard shape.indices.contains(axis) else { throw .noAxis(axis, shape: shape) }
    var (kept, reduced) = (shape, shape)
    kept[axis] = 1
    reduced.remove(at: axis)
    return (kept, reduced)
  }
}
