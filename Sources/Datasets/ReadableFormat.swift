package import Model

/// A dataset format that is read here.
protocol ReadableFormat: DatasetFormat {
  /// What each file may hold, in the order of `files`.
  func rules(_ declaration: DatasetDeclaration) -> [ContentRule]

  /// Makes examples of the contents of files.
  /// - Parameters:
  ///   - declaration: the dataset that has this format.
  ///   - files: the files with their contents, in the order of `files`.
  /// - Returns: the training and the test examples.
  /// - Throws: everything that is wrong with the contents.
  func examples(
    _ declaration: DatasetDeclaration, _ files: [(request: FileRequest, content: DataFile)]
  ) throws(DatasetError) -> (train: Examples, test: Examples?)
}

extension DatasetDeclaration {
  /// How messages name the dataset itself.
  var subject: String { "dataset '\(name)'" }

  /// Its files with what they have to be.
  var fileRequests: [FileRequest] {
    guard let format = format as? any ReadableFormat else { return [] }
    return zip(format.files, format.rules(self)).map {
      FileRequest(file: $0, path: path(of: $0), rule: $1)
    }
  }

  /// Reads and checks the data, and prepares nothing for training.
  /// - Throws: everything that is wrong with the declaration, or with any of the files.
  package func check(_ files: DataFileCache) throws(DatasetError) { _ = try examples(files) }

  /// The examples of both splits, which have one shape.
  func examples(_ cache: DataFileCache) throws(DatasetError) -> (train: Examples, test: Examples?) {
    guard let format = format as? any ReadableFormat else { throw DatasetError(subject, .unknownFormat) }
    let faults = ownFaults
    guard faults.isEmpty else {
      throw DatasetError(faults.map { .init(subject: subject, file: nil, reason: $0) })
    }
    let requests = fileRequests
    let contents = try cache.contents(requests)
    let (train, test) = try format.examples(self, zip(requests, contents).map { ($0, $1) })
    if let found = test?.shape, found != train.shape {
      throw DatasetError(subject, .splitShapeMismatch(test: found, train: train.shape))
    }
    // Tables have no shape of their own: any with as many elements fits them.
    let isFlat = train.shape.count == 1
    let fits = isFlat ? shape.checkedProduct == train.featureCount : shape == train.shape
    guard shape.isEmpty || fits else {
      throw DatasetError(subject, .shapeMismatch(found: train.shape, declared: shape))
    }
    return (train, test)
  }

  /// What is wrong with the declaration before any file is read.
  private var ownFaults: [DatasetError.Reason] {
    var faults: [DatasetError.Reason] = []
    if let classes, classes.isEmpty { faults.append(.noClasses) }
    if let normalization, !normalization.isUsable { faults.append(.unusableNormalization) }
    return faults
  }
}
