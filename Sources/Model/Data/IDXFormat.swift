/// The format of MNIST: unsigned bytes behind a header of dimensions, perhaps compressed by gzip.
package struct IDXFormat: DatasetFormat {
  package var train: Files
  package var validation: Files?
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

  package init(train: Files = Files(), validation: Files? = nil, test: Files? = nil) {
    (self.train, self.validation, self.test) = (train, validation, test)
  }

  package var files: [DataFileReference] {
    [train, validation, test].compactMap { $0 }.flatMap { [$0.images, $0.labels] }
  }
  package var parts: [SplitName] { SplitName.given(validation: validation != nil, test: test != nil) }
  package var targetWidth: Int? { nil }
}
