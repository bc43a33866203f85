internal import NeuralNetwork

extension Split {
  /// The examples of a pair of IDX files.
  /// - Parameters:
  ///   - files: the files, for messages.
  ///   - images: unsigned bytes of any rank from 2, the first dimension counting the examples.
  ///   - labels: unsigned bytes of rank 1, each below `classCount` where that is given.
  ///   - classCount: the number of classes.
  ///   - normalization: what becomes of the bytes.
  /// - Throws: what is wrong with either file.
  init(
    _ files: DatasetDescription.IDXFiles, images: DataFile, labels: DataFile, classCount: Int?,
    normalization: Normalization
  ) throws(DatasetError) {
    var faults: [DatasetError.Fault] = []
    func checked<R>(_ file: FileReference, _ body: () throws(DatasetError.Reason) -> R) -> R? {
      do { return try body() } catch {
        faults.append(DatasetError.Fault(subject: file.label, reason: error))
        return nil
      }
    }
    let head = checked(files.images) { () throws(DatasetError.Reason) in
      try images.content.withBytes { bytes throws(DatasetError.Reason) in
        try IDXHeader(bytes, expecting: .images)
      }
    }
    let classes = checked(files.labels) { () throws(DatasetError.Reason) in
      try labels.content.withBytes { bytes throws(DatasetError.Reason) in
        let head = try IDXHeader(bytes, expecting: .labels)
        return try Self.classes(bytes.dropFirst(head.byteCount), below: classCount)
      }
    }
    guard let head, let classes else { throw DatasetError(faults) }
    guard head.shape[0] == classes.count else {
      throw DatasetError(
        files.labels.label,
        .labelCount(labels: classes.count, images: head.shape[0], imagesFile: files.images.label))
    }
    do {
      try self.init(
        images: images.content, offset: head.byteCount, shape: Array(head.shape.dropFirst()),
        classes: classes, normalization: normalization)
    } catch { throw DatasetError(files.images.label, error) }
  }

  private static func classes(
    _ labels: Slice<UnsafeBufferPointer<UInt8>>, below classCount: Int?
  ) throws(DatasetError.Reason) -> [Int32] {
    if let classCount, let bad = labels.firstIndex(where: { Int($0) >= classCount }) {
      throw .labelOutOfRange(
        label: Int(labels[bad]), example: bad - labels.startIndex + 1, classes: classCount)
    }
    return labels.map { Int32($0) }
  }
}
