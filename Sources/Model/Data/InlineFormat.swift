/// Examples that stand in the declaration itself; there is no test split.
package struct InlineFormat: DatasetFormat {
  /// The features of each example.
  package var features: [[Double]]
  /// The targets of each example: one value or several, or the number of its class.
  package var targets: [[Double]]
  /// The SHA-256 of features and targets, computed once, where the declaration is read.
  package var sha256 = ""

  package init(features: [[Double]] = [], targets: [[Double]] = []) {
    self.features = features
    self.targets = targets
  }

  package var files: [DataFileReference] { [] }
  package var targetWidth: Int? { targets.first?.count }
  package var hasBinaryTargets: Bool { targets.allSatisfy { $0.allSatisfy { $0 == 0 || $0 == 1 } } }
}
