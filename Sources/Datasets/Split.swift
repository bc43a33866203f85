internal import Model
package import NeuralNetwork

/// The training or the test examples of a dataset.
package struct Split: BatchSource {
  /// Rows are counted in 32 bits.
  static let largestCount = Int(Int32.max)

  package let count: Int
  package let featureCount: Int
  package let targets: Targets
  package let features: Features
  /// The features as the dataset has them, row-major; none where they are bytes.
  private let raw: [Double]

  /// Prepares examples for training.
  /// - Throws: `outOfMemory`.
  init(_ examples: Examples, _ normalization: Normalization) throws(DatasetError.Reason) {
    count = examples.count
    featureCount = examples.featureCount
    targets = examples.targets
    switch examples.features {
    case .bytes(let images, let offset):
      raw = []
      do throws(TrainingError) {
        features = .bytes(
          try ByteFeatures(
            UnsafeBufferPointer(rebasing: images.bytes[offset..<offset + count * featureCount]), of: images,
            width: featureCount, scale: normalization.byteFactor, offset: normalization.offset))
      } catch { throw .outOfMemory(bytes: (featureCount + 63) / 64 * 8 * count) }
    case .values(let values):
      raw = values
      let changesNothing = normalization.factor == 1 && normalization.offset == 0
      features = .values(changesNothing ? values : values.map { normalization($0) })
    }
  }

  /// The features of an example before normalisation, as figures show them; nothing where there is no such
  /// example.
  package func rawFeatures(of example: Int) -> [Double] {
    guard (0..<count).contains(example) else { return [] }
    switch features {
    case .bytes(let bytes): return bytes.row(example).map { Double($0) }
    case .values: return Array(raw[example * featureCount..<(example + 1) * featureCount])
    }
  }
}
