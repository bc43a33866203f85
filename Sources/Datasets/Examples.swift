internal import NeuralNetwork

/// The examples of a split as they were read and checked.
struct Examples: Sendable {
  /// The features of all examples, count×shape, row-major.
  enum Features: Sendable {
    /// From `offset` on, to the end.
    case bytes(ByteBuffer, offset: Int)
    case values([Double])
  }

  let count: Int
  /// The shape of one example, as the data have it.
  let shape: [Int]
  let features: Features
  let targets: Targets

  var featureCount: Int { shape.reduce(1, *) }
}
