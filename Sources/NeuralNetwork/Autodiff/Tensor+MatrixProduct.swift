import Model

extension Tensor {
  /// A (m×k) · B (k×n), each element one chain of fused multiply-adds in ascending inner index. As in
  /// NumPy a vector is a row on the left and a column on the right, and its dimension is left out of the
  /// result.
  ///
  /// - Throws: ``TensorError/shapesDoNotFit(_:_:operation:)``, ``TensorError/tooLarge(_:)``.
  func matrixProduct(_ other: Tensor) throws(TensorError) -> Tensor {
    guard let result = shape.matrixProduct(with: other.shape), let k = shape.last else {
      throw .shapesDoNotFit(shape, other.shape, operation: "@")
    }
    let (m, n) = (shape.dropLast().reduce(1, *), other.shape.dropFirst().reduce(1, *))
    guard result.elementCount <= TensorError.elementLimit, let kernels = S.kernels(for: .best) else {
      throw .tooLarge(result)
    }
    do throws(TrainingError) {
      let a = try AlignedMatrix<S>(values, rows: m, columns: k)
      let b = try AlignedMatrix<S>(other.values, rows: k, columns: n)
      let c = try AlignedMatrix<S>([], rows: m, columns: n)
      kernels.matrixProduct(
        m: m, n: n, k: k, a: a.buffer.pointer, aStrides: (row: a.stride, column: 1), b: b.buffer.pointer,
        bStride: b.stride, bias: nil, c: c.buffer.pointer, cStride: c.stride)
      return Tensor(unchecked: c.values, shape: result)
    } catch {
      throw .tooLarge(result)
    }
  }
}

/// A matrix as the kernels read it: aligned, its rows padded with zeros.
private struct AlignedMatrix<S: Scalar> {
  let buffer: AlignedBuffer<S>
  let stride: Int
  private let rows: Int
  private let columns: Int

  /// Takes the elements (rows×columns, row-major), or none for zeros.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(_ values: [S], rows: Int, columns: Int) throws(TrainingError) {
    stride = S.stride(columns: columns)
    self.rows = rows
    self.columns = columns
    buffer = try AlignedBuffer(count: rows * stride)
    for (index, value) in values.enumerated() {
      buffer.pointer[index / columns * stride + index % columns] = value
    }
  }

  var values: [S] {
    (0..<rows).flatMap { row in UnsafeBufferPointer(start: buffer.pointer + row * stride, count: columns) }
  }
}
