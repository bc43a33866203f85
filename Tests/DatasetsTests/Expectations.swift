import Testing

@testable import Datasets

/// Expects that a dataset is refused with exactly this message.
func expectError(
  _ description: DatasetDescription, _ message: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  do {
    _ = try Dataset(description)
    Issue.record("the dataset is accepted", sourceLocation: sourceLocation)
  } catch {
    #expect(error.description == message, sourceLocation: sourceLocation)
  }
}

/// A pair of good IDX files, four examples of 2×3 bytes in three classes; a test replaces one of them.
struct SmallIDX {
  static let pixels: [UInt8] = (0..<24).map { $0 * 10 }
  static let labels: [UInt8] = [2, 0, 1, 2]

  let folder: TemporaryFolder
  var files: DatasetDescription.IDXFiles
  var test: DatasetDescription.IDXFiles?
  var classes: DatasetDescription.Classes? = .count(3)
  var shape: [Int]?
  var normalization = Normalization()

  init() throws {
    folder = try TemporaryFolder()
    files = try .init(
      images: folder.write("images", idx([4, 2, 3], Self.pixels)),
      labels: folder.write("labels", idx([4], Self.labels)))
  }

  var description: DatasetDescription {
    DatasetDescription(
      name: "small", format: .idx(train: files, test: test), classes: classes, featureShape: shape,
      normalization: normalization)
  }

  /// Expects that the dataset is refused once its images are replaced.
  func expect(
    images bytes: [UInt8], sha256: String? = nil, _ message: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var changed = self
    changed.files.images = try folder.write("images", bytes, sha256: sha256)
    expectError(changed.description, message, sourceLocation: sourceLocation)
  }

  /// Expects that the dataset is refused once its labels are replaced.
  func expect(
    labels bytes: [UInt8], _ message: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try folder.write("labels", bytes)
    expectError(description, message, sourceLocation: sourceLocation)
  }
}
