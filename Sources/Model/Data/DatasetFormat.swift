/// The form that the examples of a dataset come in, with where they are.
package protocol DatasetFormat: Sendable, Equatable {
  /// Every file that the dataset is read from.
  var files: [DataFileReference] { get }
  /// Whether there are test examples.
  var hasTestSplit: Bool { get }
  /// The number of values of a target that is no class; `nil` where the format has classes alone.
  var targetWidth: Int? { get }
  /// Whether every target is 0 or 1, as far as the declaration tells.
  var hasBinaryTargets: Bool { get }
}

extension DatasetFormat {
  package var hasBinaryTargets: Bool { false }

  /// Whether two formats are of one type and equal.
  package func isEqual(to other: any DatasetFormat) -> Bool { (other as? Self) == self }
}
