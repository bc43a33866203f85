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
  package let features: Features
  /// The features as the dataset has them, row-major; none where they are bytes.
  private let raw: [Double]

  /// Byte features; the caller has checked that `images` holds count × shape bytes from `offset` on.
  ///
  /// - Throws: `outOfMemory`.
  init(
    images: ByteBuffer, offset: Int, shape: [Int], classes: [Int32], normalization: Normalization
  ) throws(DatasetError.Reason) {
    self.count = classes.count
    self.featureCount = shape.reduce(1, *)
    self.targets = .classes(classes)
    self.shape = shape
    self.raw = []
    do throws(TrainingError) {
      self.features = .bytes(
        try ByteFeatures(
          UnsafeBufferPointer(rebasing: images.bytes[offset..<offset + count * featureCount]), of: images,
          width: featureCount, scale: normalization.factor, offset: normalization.offset))
    } catch { throw .outOfMemory(bytes: (featureCount + 63) / 64 * 8 * count) }
  }

  /// Values; the caller has checked that there are count × width of them, row-major.
  init(count: Int, values: [Double], width: Int, targets: Targets, normalization: Normalization) {
    self.count = count
    self.featureCount = width
    self.targets = targets
    self.shape = [width]
    self.raw = values
    let changesNothing = normalization.factor == 1 && normalization.offset == 0
    self.features = .values(changesNothing ? values : values.map { normalization($0) })
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
