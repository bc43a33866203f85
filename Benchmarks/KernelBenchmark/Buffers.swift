import NeuralNetwork

/// Scalars at a 64-byte boundary, of moderate size and none of them zero.
final class Buffer<S: Scalar> {
  let start: UnsafeMutablePointer<S>

  init(_ count: Int) {
    let bytes = max(count, 1) * MemoryLayout<S>.stride
    start = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      .bindMemory(to: S.self, capacity: count)
    for index in 0..<count { (start + index).initialize(to: S(index * 7919 % 1000) / 512 - S(0.973)) }
  }

  deinit { start.deallocate() }
}
