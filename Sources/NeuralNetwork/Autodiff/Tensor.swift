import Model

/// Numbers in a shape, in row-major order. A scalar has the shape [].
package struct Tensor<S: Scalar>: Equatable, Sendable {
  package let shape: [Int]
  package let values: [S]

  /// - Throws: ``TensorError/elementCount(shape:found:)``.
  package init(shape: [Int], values: [S]) throws(TensorError) {
    guard shape.allSatisfy({ $0 >= 1 }), shape.elementCount == values.count else {
      throw .elementCount(shape: shape, found: values.count)
    }
    self.init(unchecked: values, shape: shape)
  }

  package init(_ scalar: S) { self.init(unchecked: [scalar], shape: []) }

  /// `values` are as many as `shape` has elements.
  init(unchecked values: [S], shape: [Int]) {
    self.shape = shape
    self.values = values
  }

  init(repeating value: S, shape: [Int]) {
    self.init(unchecked: [S](repeating: value, count: shape.elementCount), shape: shape)
  }

  /// The number of a tensor of one element.
  package var scalar: S? { values.count == 1 ? values[0] : nil }

  func map(_ function: (S) -> S) -> Tensor { Tensor(unchecked: values.map(function), shape: shape) }

  /// The same values in the same order.
  func reshaped(_ shape: [Int]) throws(TensorError) -> Tensor {
    guard shape.allSatisfy({ $0 >= 1 }), shape.elementCount == values.count else {
      throw .cannotReshape(self.shape, to: shape)
    }
    return Tensor(unchecked: values, shape: shape)
  }

  /// The tensor with its dimensions in reverse: the transpose of a matrix.
  var transposed: Tensor {
    var order = [0]
    var stride = 1
    // The last dimension, whose elements lie side by side, becomes the first.
    for dimension in shape.reversed() {
      let step = stride
      order = order.flatMap { start in (0..<dimension).map { start + $0 * step } }
      stride *= dimension
    }
    return Tensor(unchecked: order.map { values[$0] }, shape: shape.reversed())
  }
}

// Broadcasting as NumPy has it: shapes are aligned at their last dimension, and a dimension of 1, or one that
// is missing, is repeated to fit the other.
extension Tensor {
  /// The shape that both are broadcast to.
  static func broadcast(_ a: [Int], _ b: [Int], for operation: String) throws(TensorError) -> [Int] {
    guard let shape = a.broadcast(with: b) else { throw .shapesDoNotFit(a, b, operation: operation) }
    guard shape.elementCount <= TensorError.elementLimit else { throw .tooLarge(shape) }
    return shape
  }

  func broadcast(to target: [Int]) -> Tensor {
    if shape == target { return self }
    return Tensor(unchecked: Self.sources(of: shape, in: target).map { values[$0] }, shape: target)
  }

  /// The sums over what broadcasting `target` to this shape repeats, added in ascending row-major order.
  func summed(to target: [Int]) -> Tensor {
    if shape == target { return self }
    var sums = [S](repeating: 0, count: target.elementCount)
    for (value, place) in zip(values, Self.sources(of: target, in: shape)) { sums[place] += value }
    return Tensor(unchecked: sums, shape: target)
  }

  /// For each element of a tensor of shape `target`, in row-major order, the element of one of `shape` that
  /// is broadcast to it.
  private static func sources(of shape: [Int], in target: [Int]) -> [Int] {
    var places = [0]
    var stride = shape.elementCount
    for (own, dimension) in zip(shape.padded(to: target.count), target) {
      stride /= max(own, 1)
      let step = own == 1 ? 0 : stride
      places = places.flatMap { start in (0..<dimension).map { start + $0 * step } }
    }
    return places
  }
}

/// What can go wrong with tensors.
package enum TensorError: Error, Equatable, Sendable {
  case elementCount(shape: [Int], found: Int)
  case shapesDoNotFit([Int], [Int], operation: String)
  case cannotReshape([Int], to: [Int])
  /// Only of one number can a gradient be taken.
  case notScalar([Int])
  case noAxis(Int, shape: [Int])
  case tooLarge([Int])
  case operandCount(operation: String, expected: Int, found: Int)

  /// The most elements of a tensor that an operation may make by broadcasting: 128 MB of doubles.
  package static let elementLimit = 1 << 24
}
