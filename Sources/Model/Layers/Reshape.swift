/// A layer whose output has the elements of its input, in the same order.
package protocol ShapeLayer: PlainLayer {}

/// Each example as a row of features. PyTorch's `nn.Flatten`.
package struct Flatten: ShapeLayer {
  package static let name = "flatten"

  package init() {}

  package func outputShape(for input: [Int]) throws(LayerFault) -> [Int] { [input.elementCount] }
}

/// Each example in another shape. PyTorch's `nn.Unflatten`, and `reshape` of one example.
package struct Reshape: ShapeLayer {
  package static let name = "reshape"

  package var shape: [Int]

  package init(shape: [Int] = []) { self.shape = shape }

  package func outputShape(for input: [Int]) throws(LayerFault) -> [Int] {
    guard shape.elementCount == input.elementCount else { throw .reshape(from: input, to: shape) }
    return shape
  }
}
