/// Byte features of which few are 0, gathered: a matrix (examples×width) of `scale · byte`, and the `offset`
/// of each. The products are those with ``ByteRows``, to the bit: the same chains of fused multiply-adds, the
/// offset's terms first, but in the registers' tiles, which leave no byte out: `fma(0, w, s) = s`.
///
/// That holds for finite weights and gradients; with others the masked product may still be finite where this
/// one is not.
struct ScaledBytes<S: Scalar> {
  var values: MatrixView<S>
  var offset: Double
}

extension Kernels {
  /// C (m×n, row-major) = f(bias (n) + X (m×k) · W (k×n, panels)), with the `activation` f; of each row of C
  /// all numbers up to a multiple of ``Scalar/lanes`` are written.
  func scaledProduct(
    n: Int, x: ScaledBytes<S>, weights: UnsafePointer<S>, bias: UnsafePointer<S>?,
    activation: KernelActivation, c: UnsafeMutablePointer<S>, cStride: Int
  ) {
    let (values, count) = (x.values, S.stride(columns: n))
    matrixProduct(
      m: values.rows, n: n, k: values.columns, a: values.pointer, aStrides: (row: values.stride, column: 1),
      b: weights, bStride: nil, bias: nil, c: c, cStride: cStride)
    withUnsafeTemporaryAllocation(of: S.self, capacity: count) { start in
      guard let start = start.baseAddress else { return }
      // The offset is each element of the one row of A, which is empty where it is 0.
      withUnsafePointer(to: S(x.offset)) {
        matrixProduct(
          m: 1, n: n, k: $0.pointee == 0 ? 0 : values.columns, a: $0, aStrides: (row: 0, column: 0),
          b: weights, bStride: nil, bias: bias, c: start, cStride: count)
      }
      for row in 0..<values.rows {
        let sums = c + row * cStride
        add(count: count, start, to: sums)
        if activation != .identity { activate(activation, count: count, sums, into: sums) }
      }
    }
  }

  /// The gradient Xᵀ · dZ of a panel of W, `place`, with zeros in its padding.
  func scaledGradient(
    _ place: PanelBlock<S>, x: ScaledBytes<S>, dz: MatrixView<S>, into gradient: UnsafeMutablePointer<S>
  ) {
    withOffsetTerms(of: x, place, dz) { start in
      matrixProduct(
        m: place.rows.count, n: place.columns.count, k: x.values.rows,
        a: x.values.pointer + place.rows.lowerBound, aStrides: (row: 1, column: x.values.stride),
        b: dz.pointer + place.columns.lowerBound, bStride: dz.stride, bias: start, c: gradient,
        cStride: place.width)
    }
  }

  /// Calls `body` with the offset's terms of the gradient Xᵀ · dZ of a panel of W, the same in each row:
  /// `offset · Σ dz`; with `nil` where the offset is 0.
  func withOffsetTerms(
    of x: ScaledBytes<S>, _ place: PanelBlock<S>, _ dz: MatrixView<S>, _ body: (UnsafePointer<S>?) -> Void
  ) {
    guard S(x.offset) != 0 else { return body(nil) }
    withUnsafeTemporaryAllocation(of: S.self, capacity: place.width) { start in
      guard let start = start.baseAddress else { return }
      // The sum is a product with ones.
      withUnsafePointer(to: S(1)) {
        matrixProduct(
          m: 1, n: place.columns.count, k: dz.rows, a: $0, aStrides: (row: 0, column: 0),
          b: dz.pointer + place.columns.lowerBound, bStride: dz.stride, bias: nil, c: start,
          cStride: place.width)
      }
      scale(count: place.width, by: x.offset, start)
      body(start)
    }
  }
}
