internal import Model
package import NeuralNetwork

/// The training, validation or test examples of a dataset.
package struct Split: BatchSource {
  /// Rows are counted in 32 bits.
  static let largestCount = Int(Int32.max)

  package let count: Int
  package let featureCount: Int
  package internal(set) var targets: Targets
  package let features: Features
  /// The features as the dataset has them.
  let raw: Examples.Features

  /// Prepares examples for training.
  /// - Throws: `outOfMemory`.
  init(_ examples: Examples, _ scaling: FeatureScaling) throws(DatasetError.Reason) {
    count = examples.count
    featureCount = examples.featureCount
    targets = examples.targets
    raw = examples.features
    switch (examples.features, scaling) {
    case (.bytes(let images, let offset), .uniform(let normalization)):
      do throws(TrainingError) {
        features = .bytes(
          try ByteFeatures(
            UnsafeBufferPointer(rebasing: images.bytes[offset..<offset + count * featureCount]), of: images,
            width: featureCount, scale: normalization.byteFactor, offset: normalization.offset))
      } catch { throw .outOfMemory(bytes: (featureCount + 63) / 64 * 8 * count) }
    case (.values(let values), .uniform(let normalization)):
      let changesNothing = normalization.factor == 1 && normalization.offset == 0
      features = .values(changesNothing ? values : values.map { normalization($0) })
    case (_, .each(let normalizations)):
      var values: [Double] = []
      values.reserveCapacity(count * featureCount)
      examples.forEachRow { row in
        for (value, normalization) in zip(row, normalizations) {
          values.append((value - normalization.mean) / normalization.standardDeviation)
        }
      }
      features = .values(values)
    }
  }

  /// The features of an example before normalisation, as figures show them; nothing where there is no such
  /// example.
  package func rawFeatures(of example: Int) -> [Double] {
    guard (0..<count).contains(example) else { return [] }
    let range = example * featureCount..<(example + 1) * featureCount
    switch raw {
    case .bytes(let bytes, let offset):
      return bytes.withBytes { bytes in range.map { Double(bytes[offset + $0]) } }
    case .values(let values): return Array(values[range])
    }
  }

  /// What raw features are multiplied by before normalisation: 1 / 255 of bytes.
  package var rawScale: Double { if case .bytes = raw { Normalization.byteScale } else { 1 } }
}
