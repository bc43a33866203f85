/// What a dataset is made of, as its file declares it.
package struct DatasetDescription: Sendable {
  package var name: String
  package var format: Format
  package var classes: Classes?
  /// The shape of one example, as `[28, 28]`; `nil` takes what the data has.
  package var featureShape: [Int]?
  package var normalization: Normalization

  package init(
    name: String, format: Format, classes: Classes? = nil, featureShape: [Int]? = nil,
    normalization: Normalization = Normalization()
  ) {
    self.name = name
    self.format = format
    self.classes = classes
    self.featureShape = featureShape
    self.normalization = normalization
  }

  package enum Format: Sendable {
    /// The format of MNIST: unsigned bytes with their dimensions in front; see `IDXHeader`.
    case idx(train: IDXFiles, test: IDXFiles?)
    /// Tables of numbers, RFC 4180.
    case csv(train: FileReference, test: FileReference?, CSVColumns)
    /// The values themselves; there is no test split.
    case inline(features: [[Double]], targets: InlineTargets)
  }

  package struct IDXFiles: Sendable {
    package var images: FileReference
    package var labels: FileReference

    package init(images: FileReference, labels: FileReference) {
      self.images = images
      self.labels = labels
    }
  }

  package enum InlineTargets: Sendable {
    case classes([Int])
    case values([[Double]])
  }

  package enum Classes: Sendable {
    case count(Int)
    case names([String])

    package var count: Int {
      switch self {
      case .count(let count): count
      case .names(let names): names.count
      }
    }
  }
}

/// A file of a dataset, plain or in gzip: its content tells.
package struct FileReference: Sendable {
  /// Where it is.
  package var path: String
  /// How messages name it: the path as the user wrote it.
  package var label: String
  /// The SHA-256 of its content once decompressed, in hexadecimal; `nil` where none is declared.
  package var sha256: String?

  package init(path: String, label: String? = nil, sha256: String? = nil) {
    self.path = path
    self.label = label ?? path
    self.sha256 = sha256
  }
}

/// Which columns of a table are what.
package struct CSVColumns: Sendable {
  package enum Column: Hashable, Sendable {
    case name(String)
    /// The column's number, from 1.
    case number(Int)
  }

  /// Whether the first record holds the columns' names.
  package var header: Bool
  /// The feature columns in their order; `nil` takes all that are not targets.
  package var features: [Column]?
  /// One column of classes where the dataset has classes, otherwise any number of columns of values.
  package var targets: [Column]

  package init(header: Bool, features: [Column]? = nil, targets: [Column]) {
    self.header = header
    self.features = features
    self.targets = targets
  }
}

/// x ↦ (scale · x − mean) / standardDeviation, on every feature alike.
package struct Normalization: Hashable, Sendable {
  /// What a raw value is multiplied with first; 1/255 brings bytes to 0...1.
  package var scale: Double
  package var mean: Double
  package var standardDeviation: Double

  package init(scale: Double = 1, mean: Double = 0, standardDeviation: Double = 1) {
    self.scale = scale
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// The factor of x ↦ fma(x, factor, offset).
  var factor: Double { scale / standardDeviation }
  /// The offset of x ↦ fma(x, factor, offset).
  var offset: Double { -mean / standardDeviation }

  /// x, normalised.
  func callAsFunction(_ x: Double) -> Double { offset.addingProduct(x, factor) }
}
