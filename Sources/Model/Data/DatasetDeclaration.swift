/// A dataset as a file declares it: where its examples come from, and what they are.
package struct DatasetDeclaration: Sendable {
  package var name = ""
  package var description: String?
  package var format: any DatasetFormat = IDXFormat()
  /// The dimensions of one example, as `[28, 28]`; where there are none, those that the data have.
  package var shape: [Int] = []
  /// The names of the classes, in the order of their numbers; `nil` where the targets are values.
  package var classes: [String]?
  package var normalization: Normalization?
  package var sources: [String] = []
  package var licence: String?
  package var citation: String?
  /// The folder that relative paths start from; it is not part of what the file says.
  package var directory = ""
  /// The SHA-256 of what decides a result: the digests of the contents, the shape, the number of classes and
  /// the normalization; no names, paths or prose. It is computed once, where the declaration is read.
  package var digest = ""

  package init() {}

  /// Features of one example: the product of the shape, which the declaration's check keeps in range.
  package var featureCount: Int { shape.reduce(1, *) }

  package var hasTestSplit: Bool { format.hasTestSplit }

  /// The number of values of a target; `nil` for classes.
  package var targetWidth: Int? { classes == nil ? format.targetWidth : nil }

  /// Where a file of the dataset is.
  package func path(of file: DataFileReference) -> String {
    file.path.hasPrefix("/") || directory.isEmpty || directory == "."
      ? file.path : directory + "/" + file.path
  }
}

extension DatasetDeclaration: Equatable {
  package static func == (a: DatasetDeclaration, b: DatasetDeclaration) -> Bool {
    a.digest == b.digest && a.name == b.name && a.description == b.description && a.shape == b.shape
      && a.classes == b.classes && a.normalization == b.normalization && a.sources == b.sources
      && a.licence == b.licence && a.citation == b.citation && a.directory == b.directory
      && a.format.isEqual(to: b.format)
  }
}
