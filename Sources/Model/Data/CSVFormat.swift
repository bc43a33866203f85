/// Tables of text as in RFC 4180, a row an example, plain or in gzip.
package struct CSVFormat: DatasetFormat {
  /// The only file, which holds the training examples, or all of them where the dataset has a split.
  package var file: DataFileReference?
  package var train: DataFileReference?
  package var validation: DataFileReference?
  package var test: DataFileReference?
  /// One character of ASCII, as `decimal`.
  package var separator = ","
  /// What stands between the whole part of a number and its fraction.
  package var decimal = "."
  /// Whether the first record holds the columns' names; not where `columns` names them.
  package var header = true
  /// The columns' names, for a file without a header.
  package var columns: [String]?
  /// The feature columns in their order; `nil` takes all that are used for nothing else, in the file's order.
  package var features: [Column]?
  /// Those of the features that hold categories.
  package var categorical: [CategoricalColumns] = []
  /// One column of classes where the dataset has classes, otherwise any number of columns of values.
  package var targets: [Column]
  package var missing = MissingValues()

  package enum Column: Hashable, Sendable {
    /// A name, or a pattern of names: `*` stands for any characters, `?` for one.
    case name(String)
    /// The column's number, from 1.
    case number(Int)
  }

  /// Columns whose values are categories: each becomes a feature that is 1 where the value is that one,
  /// else 0.
  package struct CategoricalColumns: Hashable, Sendable {
    package var column: Column
    /// The categories in the order of their features; `nil` takes those of the training part, in ascending
    /// order.
    package var categories: [String]?

    package init(_ column: Column, categories: [String]? = nil) {
      self.column = column
      self.categories = categories
    }
  }

  /// What stands for a value that is missing, and what becomes of its row.
  package struct MissingValues: Hashable, Sendable {
    package var markers = [""]
    package var rule = Rule.error

    package enum Rule: String, CaseIterable, Sendable {
      /// It is a mistake.
      case error
      /// The row is left out.
      case dropRow = "drop_row"
      /// The mean of the feature over the training part takes its place.
      case mean
    }

    package init() {}
  }

  package init(
    file: DataFileReference? = nil, train: DataFileReference? = nil, validation: DataFileReference? = nil,
    test: DataFileReference? = nil, header: Bool = true, features: [Column]? = nil, targets: [Column] = []
  ) {
    (self.file, self.train, self.validation, self.test) = (file, train, validation, test)
    self.header = header
    self.features = features
    self.targets = targets
  }

  package var files: [DataFileReference] { [file ?? train, validation, test].compactMap { $0 } }
  package var parts: [SplitName] { SplitName.given(validation: validation != nil, test: test != nil) }
  package var targetWidth: Int? { nil }
  package var isSelfDescribing: Bool { true }
}
