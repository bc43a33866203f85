/// A dataset in memory: immutable, one for all trials that use it.
package struct Dataset: Sendable {
  package let name: String
  package let train: Split
  package let test: Split?
  /// The classes that the targets count; `nil` where the targets are values.
  package let classCount: Int?
  /// The classes' names; their numbers where none are declared.
  package let classNames: [String]
  /// The shape of one example.
  package let featureShape: [Int]
  /// What identifies the data, in the order of the description: the SHA-256 of each file's content.
  package let digests: [Digest]

  package struct Digest: Hashable, Sendable {
    /// Which part of the dataset: `train.images`, `test.labels`, `train`, `inline`.
    package let part: String
    package let sha256: String
  }
}
