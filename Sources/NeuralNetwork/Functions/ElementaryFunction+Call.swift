import ElementaryFunctions

extension ElementaryFunction {
  /// f(x), for `x` as much as for an element of a vector: `ElementaryFunction.exp(1.0)`.
  package func callAsFunction<S: Scalar>(_ x: S) -> S {
    var y = x
    withUnsafeMutablePointer(to: &y) { Self.kernels(of: S.self)?.apply(self, count: 1, $0, into: $0) }
    return y
  }

  /// f of every element.
  package func callAsFunction<S: Scalar>(_ x: [S]) -> [S] {
    var y = x
    let count = x.count
    y.withUnsafeMutableBufferPointer { y in
      guard let start = y.baseAddress else { return }
      Self.kernels(of: S.self)?.apply(self, count: count, start, into: start)
    }
    return y
  }

  /// The widest instruction set's, since the bits are the same; every processor has the generic one at least.
  private static func kernels<S: Scalar>(of _: S.Type) -> Kernels<S>? { S.kernels(for: widest) }

  private static let widest = InstructionSet.best
}
