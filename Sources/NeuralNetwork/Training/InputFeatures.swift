/// The features of a source as a program reads them: bytes where they are, or values, which are gathered
/// example by example.
enum InputFeatures {
  case bytes(ByteFeatures)
  /// count×featureCount, row-major.
  case values([Double])
  /// Bytes that the program reads as values, and the value of each byte.
  case convertedBytes(ByteFeatures, values: [Double])
  /// Bytes of which few are 0, and what is gathered of each: `scale · byte`.
  case scaledBytes(ByteFeatures, values: [Double])

  /// Those of `source`, as bytes if there are some and the program can read them.
  init(_ source: any BatchSource, asBytes: Bool) {
    switch source.features {
    case .values(let values): self = .values(values)
    case .bytes(let bytes) where asBytes && bytes.isMostlyNonzero:
      self = .scaledBytes(bytes, values: (0..<256).map { bytes.scale * Double($0) })
    case .bytes(let bytes) where asBytes: self = .bytes(bytes)
    case .bytes(let bytes):
      self = .convertedBytes(bytes, values: (0..<256).map { bytes.offset + bytes.scale * Double($0) })
    }
  }

  /// What a first layer reads of a copy that has been gathered of them.
  func gathered<S>(_ copy: MatrixView<S>) -> LayerInput<S> {
    if case .scaledBytes(let bytes, _) = self {
      return .scaledBytes(ScaledBytes(values: copy, offset: bytes.offset))
    }
    return .matrix(copy)
  }
}

extension MatrixView {
  /// Writes the `range` of some examples into the same rows; nothing where bytes stay where they are.
  func gather(_ examples: UnsafeBufferPointer<Int32>, _ range: Range<Int>, of features: InputFeatures) {
    // The code is not specialised where it is called for any number type; these two are.
    let destination = UnsafeMutableRawPointer(pointer)
    if S.self == Float.self {
      gather(examples, range, of: features, to: destination.assumingMemoryBound(to: Float.self))
    } else if S.self == Double.self {
      gather(examples, range, of: features, to: destination.assumingMemoryBound(to: Double.self))
    } else {
      gather(examples, range, of: features, to: pointer)
    }
  }

  @inline(__always)
  private func gather<T: BinaryFloatingPoint>(
    _ examples: UnsafeBufferPointer<Int32>, _ range: Range<Int>, of features: InputFeatures,
    to destination: UnsafeMutablePointer<T>
  ) {
    switch features {
    case .bytes: break
    case .values(let values):
      values.withUnsafeBufferPointer { values in
        for row in range {
          let first = Int(examples[row]) * columns
          let (source, target) = (values[first..<first + columns], destination + row * stride)
          // One check of the bounds a row: the loop becomes one of vectors.
          guard let start = UnsafeBufferPointer(rebasing: source).baseAddress else { continue }
          for column in 0..<columns { target[column] = T(start[column]) }
        }
      }
    case .convertedBytes(let features, let values), .scaledBytes(let features, let values):
      withUnsafeTemporaryAllocation(of: T.self, capacity: values.count) { table in
        for (byte, value) in values.enumerated() { table[byte] = T(value) }
        for row in range {
          let (bytes, target) = (features.row(Int(examples[row])), destination + row * stride)
          for column in 0..<columns { target[column] = table[Int(bytes[column])] }
        }
      }
    }
  }
}
