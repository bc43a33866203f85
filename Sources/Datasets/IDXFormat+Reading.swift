internal import Model
internal import NeuralNetwork

extension IDXFormat: ReadableFormat {
  func readings(_ declaration: DatasetDeclaration) -> [FileReading] {
    parts.flatMap { _ in [.whole(.images(declaration.shape)), .whole(.labels)] }
  }

  /// Images are unsigned bytes, the first dimension counting the examples; each label is the number of a
  /// class.
  func examples(
    _ declaration: DatasetDeclaration, _ files: [(request: FileRequest, content: DataFile)]
  ) throws(DatasetError) -> [SourceExamples] {
    try examples(ofPairs: files) { (pair) throws(DatasetError) in
      let (images, labels) = (pair.features, pair.targets)
      do throws(DatasetError.Reason) {
        let targets = try Self.targets(labels.content.bytes, declaration.classNames)
        let bytes = images.content.bytes
        let (shape, offset) = try bytes.withBytes { bytes throws(DatasetError.Reason) in
          let header = try IDXHeader(bytes, expecting: .images)
          return (header.shape, header.byteCount)
        }
        let count = targets.classes?.count ?? 0
        guard shape[0] == count else {
          throw .labelCount(labels: count, images: shape[0], imagesFile: images.request.path)
        }
        return SourceExamples(
          count: count, shape: Array(shape.dropFirst()), features: .bytes(bytes, offset: offset),
          targets: targets, file: labels.request)
      } catch { throw DatasetError([labels.request.fault(error)]) }
    }
  }

  private static func targets(
    _ file: ByteBuffer, _ names: ClassNames?
  ) throws(DatasetError.Reason) -> SourceExamples.Targets {
    try file.withBytes { bytes throws(DatasetError.Reason) in
      let labels = bytes.dropFirst(try IDXHeader(bytes, expecting: .labels).byteCount)
      let numbers = labels.map { Int32($0) }
      guard case .listed(let names) = names else {
        return names == .found ? .numbers(numbers) : .labels(numbers)
      }
      if let bad = numbers.firstIndex(where: { $0 >= names.count }) {
        throw .labelOutOfRange(label: Int(numbers[bad]), example: bad + 1, classes: names.count)
      }
      return .labels(numbers)
    }
  }
}
