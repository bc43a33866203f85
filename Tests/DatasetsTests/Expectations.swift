import Model
import Testing

@testable import Datasets

/// Expects that a dataset is refused with exactly this message, in which files are named by their paths
/// within the dataset's folder.
func expectError(
  _ declaration: DatasetDeclaration, _ message: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  do {
    _ = try Dataset(declaration)
    Issue.record("the dataset is accepted", sourceLocation: sourceLocation)
  } catch {
    let found = error.description.replacing(declaration.directory + "/", with: "")
    #expect(found == message, sourceLocation: sourceLocation)
  }
}

extension DatasetDeclaration {
  init(
    name: String, format: any DatasetFormat, classes: [String]? = nil, shape: [Int] = [],
    normalization: Normalization? = nil, directory: String = ""
  ) {
    self.init()
    self.name = name
    self.format = format
    self.classes = classes
    self.shape = shape
    self.normalization = normalization.map(NormalizationRule.given)
    self.directory = directory
  }
}

/// A pair of good IDX files, four examples of 2×3 bytes in three classes; a test replaces one of them.
struct SmallIDX {
  static let pixels: [UInt8] = (0..<24).map { $0 * 10 }
  static let labels: [UInt8] = [2, 0, 1, 2]

  let folder: TemporaryFolder
  var files: IDXFormat.Files
  var test: IDXFormat.Files?
  var classes: [String]? = ["a", "b", "c"]
  var shape: [Int] = []
  var normalization: Normalization?

  init() throws {
    folder = try TemporaryFolder()
    files = try .init(
      images: folder.write("images", idx([4, 2, 3], Self.pixels)),
      labels: folder.write("labels", idx([4], Self.labels)))
  }

  var declaration: DatasetDeclaration {
    DatasetDeclaration(
      name: "small", format: IDXFormat(train: files, test: test), classes: classes, shape: shape,
      normalization: normalization, directory: folder.path)
  }

  /// Expects that the dataset is refused once its images are replaced.
  func expect(
    images bytes: [UInt8], sha256: String? = nil, _ message: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var changed = self
    changed.files.images = try folder.write("images", bytes, sha256: sha256)
    expectError(changed.declaration, message, sourceLocation: sourceLocation)
  }

  /// Expects that the dataset is refused once its labels are replaced.
  func expect(
    labels bytes: [UInt8], _ message: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try folder.write("labels", bytes)
    expectError(declaration, message, sourceLocation: sourceLocation)
  }
}
