internal import NeuralNetwork

extension Dataset {
  /// Reads and checks the files of a dataset, side by side.
  /// - Parameter description: the dataset as its file declares it.
  /// - Throws: every file that cannot be used, with the reason.
  package init(_ description: DatasetDescription) throws(DatasetError) {
    let faults = description.faults
    guard faults.isEmpty else {
      throw DatasetError(faults.map { .init(subject: description.subject, reason: $0) })
    }
    let splits: (train: Split, test: Split?)
    switch description.format {
    case .idx(let train, let test): (splits, digests) = try Self.idx(train, test, description)
    case .csv(let train, let test, let columns):
      (splits, digests) = try Self.csv(train, test, columns, description)
    case .inline(let features, let targets):
      do {
        let split = try Split(
          features: features, targets: targets, classCount: description.classes?.count,
          normalization: description.normalization)
        splits = (split, nil)
      } catch { throw DatasetError(description.subject, error) }
      digests = [Digest(part: "inline", sha256: targets.digest(with: features))]
    }

    (train, test) = splits
    name = description.name
    featureShape = description.featureShape ?? train.shape
    if let found = test?.shape, found != train.shape {
      throw DatasetError(description.subject, .splitShapeMismatch(test: found, train: train.shape))
    }
    // Tables have no shape of their own: any with as many elements fits them.
    let isFlat = train.shape.count == 1
    guard isFlat ? featureShape.checkedProduct == train.featureCount : featureShape == train.shape else {
      throw DatasetError(description.subject, .shapeMismatch(found: train.shape, declared: featureShape))
    }
    let labels = [train, test].compactMap { $0?.largestClass }
    classCount = description.classes?.count ?? labels.max().map { $0 + 1 }
    classNames = description.classes?.allNames ?? (0..<(classCount ?? 0)).map(String.init)
  }

  private typealias Loaded = ((train: Split, test: Split?), [Digest])

  private static func idx(
    _ train: DatasetDescription.IDXFiles, _ test: DatasetDescription.IDXFiles?,
    _ description: DatasetDescription
  ) throws(DatasetError) -> Loaded {
    let pairs = [train] + (test.map { [$0] } ?? [])
    let files = try DataFile.read(pairs.flatMap { [$0.images, $0.labels] })
    var splits: [Split] = []
    var faults: [DatasetError.Fault] = []
    for (index, pair) in pairs.enumerated() {
      do {
        splits.append(
          try Split(
            pair, images: files[2 * index], labels: files[2 * index + 1],
            classCount: description.classes?.count,
            normalization: description.normalization))
      } catch { faults += error.faults }
    }
    guard faults.isEmpty else { throw DatasetError(faults) }
    let parts = ["train.images", "train.labels", "test.images", "test.labels"]
    let digests = zip(parts, files).map { Digest(part: $0, sha256: $1.sha256) }
    return ((splits[0], splits.count > 1 ? splits[1] : nil), digests)
  }

  private static func csv(
    _ train: FileReference, _ test: FileReference?, _ columns: CSVColumns, _ description: DatasetDescription
  ) throws(DatasetError) -> Loaded {
    let references = [train] + (test.map { [$0] } ?? [])
    let files = try DataFile.read(references)
    var splits: [Split] = []
    var faults: [DatasetError.Fault] = []
    for (reference, file) in zip(references, files) {
      do {
        splits.append(
          try Split(
            csv: file, columns: columns, classes: description.classes,
            normalization: description.normalization))
      } catch { faults.append(DatasetError.Fault(subject: reference.label, reason: error)) }
    }
    guard faults.isEmpty else { throw DatasetError(faults) }
    let digests = zip(["train", "test"], files).map { Digest(part: $0, sha256: $1.sha256) }
    return ((splits[0], splits.count > 1 ? splits[1] : nil), digests)
  }
}

extension DatasetDescription {
  /// How messages name the dataset itself.
  var subject: String { "dataset '\(name)'" }

  /// What is wrong with the description before any file is read.
  fileprivate var faults: [DatasetError.Reason] {
    var faults: [DatasetError.Reason] = []
    if let classes, classes.count < 1 { faults.append(.tooFewClasses(classes.count)) }
    if !normalization.factor.isFinite || !normalization.offset.isFinite
      || normalization.standardDeviation <= 0
    {
      faults.append(.unusableNormalization)
    }
    return faults
  }
}

extension Split {
  /// The largest class of the targets; `nil` where they are values.
  fileprivate var largestClass: Int? {
    if case .classes(let classes) = targets { classes.max().map(Int.init) } else { nil }
  }
}
