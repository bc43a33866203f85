/// Examples that stand in the declaration itself.
package struct InlineFormat: DatasetFormat {
  /// The features of each training example, where `train` does not hold them.
  package var features: [[Double]]
  /// The targets of each training example, where `train` does not hold them.
  package var targets: [[Double]]
  package var train: Examples?
  package var validation: Examples?
  package var test: Examples?
  /// The SHA-256 of features and targets, computed once, where the declaration is read.
  package var sha256 = ""

  /// The examples of one part.
  package struct Examples: Sendable, Equatable {
    /// The features of each example.
    package var features: [[Double]]
    /// The targets of each example: one value or several, or the number of its class.
    package var targets: [[Double]]

    package init(features: [[Double]] = [], targets: [[Double]] = []) {
      self.features = features
      self.targets = targets
    }
  }

  package init(
    features: [[Double]] = [], targets: [[Double]] = [], validation: Examples? = nil, test: Examples? = nil
  ) {
    self.features = features
    self.targets = targets
    self.validation = validation
    self.test = test
  }

  /// The examples of each part that there is, the training part first.
  package var examples: [(part: SplitName, examples: Examples)] {
    let training = train ?? Examples(features: features, targets: targets)
    return [(.train, training), (.validation, validation), (.test, test)].compactMap { part, examples in
      examples.map { (part, $0) }
    }
  }

  /// As ``DatasetContent/indexCount``.
  package var indexCount: Int? { examples.flatMap(\.examples.features).indexCount }

  package var files: [DataFileReference] { [] }
  package var parts: [SplitName] { examples.map(\.part) }
  package var targetWidth: Int? { examples[0].examples.targets.first?.count }
  package var hasBinaryTargets: Bool {
    examples.allSatisfy { $0.examples.targets.allSatisfy { $0.allSatisfy { $0 == 0 || $0 == 1 } } }
  }
}
