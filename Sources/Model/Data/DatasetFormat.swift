/// The form that the examples of a dataset come in, with where they are.
package protocol DatasetFormat: Sendable, Equatable {
  /// Every file that the dataset is read from.
  var files: [DataFileReference] { get }
  /// The parts that the format itself has examples of, the training part first.
  var parts: [SplitName] { get }
  /// The number of values of a target that is no class; `nil` where the format has classes alone, or where
  /// only the data tell.
  var targetWidth: Int? { get }
  /// Whether every target is 0 or 1, as far as the declaration tells.
  var hasBinaryTargets: Bool { get }
  /// Whether what a model is checked against is in the data, so that they are read before: the shape of an
  /// example, the width of a target, or the range of the targets.
  var isSelfDescribing: Bool { get }
}

extension DatasetFormat {
  package var parts: [SplitName] { [.train] }
  package var hasBinaryTargets: Bool { false }
  package var isSelfDescribing: Bool { false }

  /// Whether two formats are of one type and equal.
  package func isEqual(to other: any DatasetFormat) -> Bool { (other as? Self) == self }
}
