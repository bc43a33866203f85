internal import Model
internal import NeuralNetwork

extension IDXFormat: ReadableFormat {
  func rules(_ declaration: DatasetDeclaration) -> [ContentRule] {
    splits.flatMap { _ in [.images(declaration.shape), .labels] }
  }

  /// Images are unsigned bytes, the first dimension counting the examples; each label is the number of a
  /// class.
  func examples(
    _ declaration: DatasetDeclaration, _ files: [(request: FileRequest, content: DataFile)]
  ) throws(DatasetError) -> (train: Examples, test: Examples?) {
    var splits: [Examples] = []
    var faults: [DatasetError.Fault] = []
    for first in stride(from: 0, to: files.count - 1, by: 2) {
      let (images, labels) = (files[first], files[first + 1])
      do throws(DatasetError.Reason) {
        let classes = try Self.classes(labels.content, below: declaration.classes?.count)
        let (shape, offset) = try images.content.content.withBytes { bytes throws(DatasetError.Reason) in
          let header = try IDXHeader(bytes, expecting: .images)
          return (header.shape, header.byteCount)
        }
        guard shape[0] == classes.count else {
          throw .labelCount(labels: classes.count, images: shape[0], imagesFile: images.request.path)
        }
        splits.append(
          Examples(
            count: classes.count, shape: Array(shape.dropFirst()),
            features: .bytes(images.content.content, offset: offset), targets: .classes(classes)))
      } catch { faults.append(labels.request.fault(error)) }
    }
    guard faults.isEmpty, let train = splits.first else { throw DatasetError(faults) }
    return (train, splits.count > 1 ? splits[1] : nil)
  }

  private static func classes(
    _ file: DataFile, below classCount: Int?
  ) throws(DatasetError.Reason) -> [Int32] {
    try file.content.withBytes { bytes throws(DatasetError.Reason) in
      let labels = bytes.dropFirst(try IDXHeader(bytes, expecting: .labels).byteCount)
      if let classCount, let bad = labels.firstIndex(where: { Int($0) >= classCount }) {
        throw .labelOutOfRange(
          label: Int(labels[bad]), example: bad - labels.startIndex + 1, classes: classCount)
      }
      return labels.map { Int32($0) }
    }
  }
}
