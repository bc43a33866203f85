package import Model
internal import NeuralNetwork

/// A dataset in memory: immutable, one for all trials that use it.
package struct Dataset: Sendable {
  package let train: Split
  package let test: Split?
  /// The classes that the targets count; `nil` where the targets are values.
  package let classCount: Int?
  /// The shape of one example.
  package let featureShape: [Int]

  /// Reads and checks the data that a declaration names.
  /// - Parameters:
  ///   - declaration: the dataset as its file declares it.
  ///   - files: where files that were read before are found.
  /// - Throws: every file that cannot be used, with the reason.
  package init(
    _ declaration: DatasetDeclaration, files: DataFileCache = DataFileCache()
  ) throws(DatasetError) {
    let examples = try declaration.examples(files)
    let normalization = declaration.normalization ?? Normalization()
    do {
      train = try Split(examples.train, normalization)
      test = try examples.test.map { (test) throws(DatasetError.Reason) in try Split(test, normalization) }
    } catch { throw DatasetError(declaration.subject, error) }
    featureShape = declaration.shape.isEmpty ? examples.train.shape : declaration.shape
    let classes = [train, test].compactMap { $0?.largestClass }.max().map { $0 + 1 }
    classCount = declaration.classes?.count ?? classes
  }
}

extension Split {
  /// The largest class of the targets; `nil` where they are values.
  fileprivate var largestClass: Int? {
    if case .classes(let classes) = targets { classes.max().map(Int.init) } else { nil }
  }
}
