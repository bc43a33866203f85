/// The format of MNIST: unsigned bytes behind a header of dimensions, perhaps compressed by gzip.
package struct IDXFormat: DatasetFormat {
  package var train: Files
  package var test: Files?

  /// The files of one split.
  package struct Files: Sendable, Equatable {
    /// count×height×width, or of any other rank from 2.
    package var images: DataFileReference
    /// The class of each image.
    package var labels: DataFileReference

    package init(
      images: DataFileReference = DataFileReference(), labels: DataFileReference = DataFileReference()
    ) {
      self.images = images
      self.labels = labels
    }
  }

  package init(train: Files = Files(), test: Files? = nil) {
    self.train = train
    self.test = test
  }

  /// The files of both splits.
  package var splits: [Files] { [train] + (test.map { [$0] } ?? []) }

  package var files: [DataFileReference] { splits.flatMap { [$0.images, $0.labels] } }
  package var hasTestSplit: Bool { test != nil }
  package var targetWidth: Int? { nil }
}
