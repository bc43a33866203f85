/// Tables of numbers in RFC 4180, a row an example. (Read by `Datasets`; no file can declare it yet.)
package struct CSVFormat: DatasetFormat {
  package var train: DataFileReference
  package var test: DataFileReference?
  /// Whether the first record holds the columns' names.
  package var header: Bool
  /// The feature columns in their order; `nil` takes all that are not targets.
  package var features: [Column]?
  /// One column of classes where the dataset has classes, otherwise any number of columns of values.
  package var targets: [Column]

  package enum Column: Hashable, Sendable {
    case name(String)
    /// The column's number, from 1.
    case number(Int)
  }

  package init(
    train: DataFileReference, test: DataFileReference? = nil, header: Bool, features: [Column]? = nil,
    targets: [Column]
  ) {
    self.train = train
    self.test = test
    self.header = header
    self.features = features
    self.targets = targets
  }

  package var files: [DataFileReference] { [train] + (test.map { [$0] } ?? []) }
  package var hasTestSplit: Bool { test != nil }
  package var targetWidth: Int? { targets.count }
}
