/// Arrays as NumPy saves them (`numpy.save`), the first axis the examples: versions 1 to 3, little-endian,
/// in C order; booleans, integers and floats of any size up to 64 bits.
package struct NPYFormat: DatasetFormat {
  package var train: Files
  package var validation: Files?
  package var test: Files?

  /// The files of one part.
  package struct Files: Sendable, Equatable {
    /// count×shape.
    package var features: DataFileReference
    /// The class or the value of each example (count), or several values (count×width).
    package var targets: DataFileReference

    package init(
      features: DataFileReference = DataFileReference(), targets: DataFileReference = DataFileReference()
    ) {
      self.features = features
      self.targets = targets
    }
  }

  package init(train: Files = Files(), validation: Files? = nil, test: Files? = nil) {
    (self.train, self.validation, self.test) = (train, validation, test)
  }

  package var files: [DataFileReference] {
    [train, validation, test].compactMap { $0 }.flatMap { [$0.features, $0.targets] }
  }
  package var parts: [SplitName] { SplitName.given(validation: validation != nil, test: test != nil) }
  package var targetWidth: Int? { nil }
  package var isSelfDescribing: Bool { true }
}
