package import Model
internal import NeuralNetwork

/// A dataset in memory: immutable, one for all trials that use it.
package struct Dataset: Sendable {
  package private(set) var train: Split
  package private(set) var validation: Split?
  package private(set) var test: Split?
  /// The classes that the targets count; `nil` where the targets are values.
  package let classCount: Int?
  /// The names of the classes, where there are some.
  package let classes: [String]?
  /// The shape of one example.
  package let featureShape: [Int]
  /// What the features are called: the columns of a table, with the categories of those that have some.
  package let featureNames: [String]
  /// The columns of a table that lack values, with how many, in rows that are left out too.
  package let missingValues: [(column: String, count: Int)]
  /// What the network's inputs are made with of the features.
  package let scaling: FeatureScaling

  /// Reads and checks the data that a declaration names.
  /// - Parameters:
  ///   - declaration: the dataset as its file declares it.
  ///   - files: where files that were read before are found.
  /// - Throws: every file that cannot be used, with the reason.
  package init(
    _ declaration: DatasetDeclaration, files: DataFileCache = DataFileCache()
  ) throws(DatasetError) {
    let preparation = try declaration.preparation(files)
    let examples = try preparation.examples()
    guard let trainExamples = examples[.train] else { throw DatasetError(declaration.subject, .noRows) }
    let scaling = FeatureScaling(
      declaration.normalization, trainExamples, isNumber: preparation.isNumber)
    guard scaling.isUsable else { throw DatasetError(declaration.subject, .unusableNormalization) }
    func split(_ part: SplitName) throws(DatasetError.Reason) -> Split? {
      try examples[part].map { (part) throws(DatasetError.Reason) in try Split(part, scaling) }
    }
    do {
      train = try Split(trainExamples, scaling)
      validation = try split(.validation)
      test = try split(.test)
    } catch { throw DatasetError(declaration.subject, error) }
    self.scaling = scaling
    featureShape = declaration.shape.isEmpty ? trainExamples.shape : declaration.shape
    classes = preparation.classes
    featureNames = preparation.featureNames
    missingValues = preparation.missingValues
    let found = [train, validation, test].compactMap { $0?.largestClass }.max().map { $0 + 1 }
    classCount = preparation.classes?.count ?? found
  }
}

extension Dataset {
  /// The examples of a part; `nil` where there is no such part.
  package subscript(part: SplitName) -> Split? {
    switch part {
    case .train: train
    case .validation: validation
    case .test: test
    }
  }
}

extension Dataset {
  /// The same examples, whose targets are what the network reads of them.
  package var targetingInput: Dataset {
    var dataset = self
    dataset.train.targets = .input
    dataset.validation?.targets = .input
    dataset.test?.targets = .input
    return dataset
  }
}

extension Split {
  /// The largest class of the targets; `nil` where they are values.
  fileprivate var largestClass: Int? {
    if case .classes(let classes) = targets { classes.max().map(Int.init) } else { nil }
  }
}
