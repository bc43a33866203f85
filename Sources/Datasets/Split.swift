package import NeuralNetwork

/// The training or the test examples of a dataset.
package struct Split: BatchSource {
  /// Rows are counted in 32 bits.
  static let largestCount = Int(Int32.max)

  package let count: Int
  package let featureCount: Int
  package let targets: Targets
  /// The shape of one example, as the data has it.
  let shape: [Int]
  private let features: Features
  private let normalization: Normalization

  enum Features: Sendable {
    /// Bytes as the file has them, row-major from `offset` on; a mini-batch is normalised as it is gathered.
    case bytes(ByteBuffer, offset: Int)
    /// Values, row-major: as the dataset has them, and normalised (the same array where that changes
    /// nothing).
    case values(raw: [Double], normalized: [Double])
  }

  /// Byte features; the caller has checked that `images` holds count × shape bytes from `offset` on.
  init(images: ByteBuffer, offset: Int, shape: [Int], classes: [Int32], normalization: Normalization) {
    self.count = classes.count
    self.featureCount = shape.reduce(1, *)
    self.targets = .classes(classes)
    self.shape = shape
    self.features = .bytes(images, offset: offset)
    self.normalization = normalization
  }

  /// Values; the caller has checked that there are count × width of them, row-major.
  init(count: Int, values: [Double], width: Int, targets: Targets, normalization: Normalization) {
    self.count = count
    self.featureCount = width
    self.targets = targets
    self.shape = [width]
    let changesNothing = normalization.factor == 1 && normalization.offset == 0
    let normalized = changesNothing ? values : values.map { normalization($0) }
    self.features = .values(raw: values, normalized: normalized)
    self.normalization = normalization
  }

  /// The features of an example before normalisation, as figures show them; nothing where there is no such
  /// example.
  package func rawFeatures(of example: Int) -> [Double] {
    guard (0..<count).contains(example) else { return [] }
    let first = example * featureCount
    switch features {
    case .bytes(let buffer, let offset):
      return buffer.withBytes { bytes in
        bytes[(offset + first)..<(offset + first + featureCount)].map { Double($0) }
      }
    case .values(let raw, _): return Array(raw[first..<(first + featureCount)])
    }
  }

  /// The byte 0.
  package func background<S: Scalar>(as type: S.Type) -> S? {
    guard case .bytes = features else { return nil }
    return S(normalization.offset).addingProduct(0, S(normalization.factor))
  }

  package func gather<S: Scalar>(
    rows: UnsafeBufferPointer<Int32>, into x: UnsafeMutablePointer<S>, stride: Int, leads: LeadBytes?,
    kernels: Kernels<S>
  ) {
    guard let firstRow = rows.baseAddress else { return }
    switch features {
    case .bytes(let buffer, let offset):
      buffer.withBytes { bytes in
        guard let source = bytes.baseAddress else { return }
        kernels.gatherBytes(
          m: rows.count, n: featureCount, stride: stride, source: source + offset, rows: firstRow,
          scale: normalization.factor, offset: normalization.offset, into: x, leads: leads)
      }
    case .values(_, let values):
      // Generic code from another module is not specialised; these two are.
      let destination = UnsafeMutableRawPointer(x)
      if S.self == Float.self {
        copy(values, rows, to: destination.assumingMemoryBound(to: Float.self), stride: stride)
      } else if S.self == Double.self {
        copy(values, rows, to: destination.assumingMemoryBound(to: Double.self), stride: stride)
      } else {
        copy(values, rows, to: x, stride: stride)
      }
    }
  }

  package func prefetch(rows: UnsafeBufferPointer<Int32>) {
    guard case .bytes(let buffer, let offset) = features else { return }
    buffer.withBytes { bytes in
      guard let source = bytes.baseAddress else { return }
      prefetchBytes(rows: rows, width: featureCount, source: source + offset)
    }
  }

  @inline(__always)
  private func copy<T: BinaryFloatingPoint>(
    _ values: [Double], _ rows: UnsafeBufferPointer<Int32>, to x: UnsafeMutablePointer<T>, stride: Int
  ) {
    for (i, row) in rows.enumerated() {
      let first = Int(row) * featureCount
      for j in 0..<featureCount { x[i * stride + j] = T(values[first + j]) }
    }
  }
}
