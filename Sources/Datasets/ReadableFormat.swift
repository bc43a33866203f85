package import Model

/// A dataset format that is read here.
protocol ReadableFormat: DatasetFormat {
  /// How each file is read, in the order of `files`.
  func readings(_ declaration: DatasetDeclaration) -> [FileReading]

  /// Makes examples of the contents of files.
  /// - Parameters:
  ///   - declaration: the dataset that has this format.
  ///   - files: the files with their contents, in the order of `files`.
  /// - Returns: the examples of each of `parts`, in their order.
  /// - Throws: everything that is wrong with the contents.
  func examples(
    _ declaration: DatasetDeclaration, _ files: [(request: FileRequest, content: DataFile)]
  ) throws(DatasetError) -> [SourceExamples]
}

extension ReadableFormat {
  /// Makes examples of files that come in pairs, features before targets; finds what is wrong with every
  /// pair.
  func examples(
    ofPairs files: [(request: FileRequest, content: DataFile)],
    _ read: (FilePair) throws(DatasetError) -> SourceExamples
  ) throws(DatasetError) -> [SourceExamples] {
    var sources: [SourceExamples] = []
    var faults: [DatasetError.Fault] = []
    for first in stride(from: 0, to: files.count - 1, by: 2) {
      do throws(DatasetError) {
        sources.append(try read(FilePair(features: files[first], targets: files[first + 1])))
      } catch { faults += error.faults }
    }
    guard faults.isEmpty else { throw DatasetError(faults) }
    return sources
  }
}

/// The two files of one part.
struct FilePair {
  let features: (request: FileRequest, content: DataFile)
  let targets: (request: FileRequest, content: DataFile)
}

extension DatasetDeclaration {
  /// How messages name the dataset itself.
  var subject: String { "dataset '\(name)'" }

  /// Its files with how they are read.
  var fileRequests: [FileRequest] {
    guard let format = format as? any ReadableFormat else { return [] }
    return zip(format.files, format.readings(self)).map {
      FileRequest(file: $0, path: path(of: $0), reading: $1)
    }
  }

  /// Reads and checks the data, and prepares nothing for training.
  /// - Throws: everything that is wrong with the declaration, or with any of the files.
  package func check(_ files: DataFileCache) throws(DatasetError) { _ = try preparation(files) }

  /// What stands in the data and not in the declaration.
  /// - Throws: as ``check(_:)``.
  package func content(_ files: DataFileCache) throws(DatasetError) -> DatasetContent {
    let preparation = try preparation(files)
    return try preparation.content(digests: try files.contents(fileRequests).map(\.sha256))
  }

  /// The parts of the dataset, whose examples have one shape.
  func preparation(_ cache: DataFileCache) throws(DatasetError) -> Preparation {
    let faults = ownFaults
    guard faults.isEmpty else {
      throw DatasetError(faults.map { .init(subject: subject, file: nil, reason: $0) })
    }
    let sources = try sources(cache)
    if let reason = Self.mismatch(sources) { throw DatasetError(subject, reason) }
    let preparation = try Preparation(self, sources)
    let found = preparation.shape
    // Tables have no shape of their own: any with as many elements fits them.
    let fits = found.count == 1 ? shape.checkedProduct == found[0] : shape == found
    guard shape.isEmpty || fits else {
      throw DatasetError(subject, .shapeMismatch(found: found, declared: shape))
    }
    return preparation
  }

  /// The examples of each part that the format has.
  private func sources(
    _ cache: DataFileCache
  ) throws(DatasetError) -> [(part: SplitName, examples: SourceExamples)] {
    guard let format = format as? any ReadableFormat else { throw DatasetError(subject, .unknownFormat) }
    let requests = fileRequests
    let contents = try cache.contents(requests)
    let files = zip(requests, contents).map { (request: $0, content: $1) }
    return Array(zip(format.parts, try format.examples(self, files))).map { (part: $0, examples: $1) }
  }

  /// Why a part does not fit the first one; `nil` where all do.
  private static func mismatch(
    _ sources: [(part: SplitName, examples: SourceExamples)]
  ) -> DatasetError.Reason? {
    let shapes = sources.map(\.examples.shape), widths = sources.map(\.examples.targets.width)
    for (index, part) in sources.map(\.part).enumerated() {
      if shapes[index] != shapes[0] {
        return .splitShapeMismatch(part: part, found: shapes[index], train: shapes[0])
      }
      if widths[index] != widths[0] { return .splitTargetMismatch(part: part) }
    }
    return sources.isEmpty ? .noRows : nil
  }

  /// What is wrong with the declaration before any file is read.
  private var ownFaults: [DatasetError.Reason] {
    var faults: [DatasetError.Reason] = []
    if case .listed(let names) = classNames, names.isEmpty { faults.append(.noClasses) }
    if case .given(let numbers) = normalization, !numbers.isUsable { faults.append(.unusableNormalization) }
    return faults
  }
}
