/// A dataset as a file declares it: where its examples come from, and what they are.
package struct DatasetDeclaration: Sendable {
  package var name = ""
  package var description: String?
  package var format: any DatasetFormat = IDXFormat()
  /// The dimensions of one example, as `[28, 28]`; where there are none, those that the data have.
  package var shape: [Int] = []
  /// The names of the classes; `nil` where the targets are values.
  package var classNames: ClassNames?
  package var split: SplitRule?
  package var take: TakeCounts?
  package var normalization: NormalizationRule?
  package var sources: [String] = []
  /// The Debian package that installs the files.
  package var package: String?
  package var licence: String?
  package var citation: String?
  /// The folder that relative paths start from; it is not part of what the file says.
  package var directory = ""
  /// What reading the data told that the declaration leaves open; `nil` where it leaves nothing open.
  package var content: DatasetContent?
  /// The SHA-256 of what decides a result: the digests of the contents, the shape, the number of classes and
  /// the preparation; no names, paths or prose. It is computed once, where the declaration is read.
  package var digest = ""

  package init() {}

  /// The names of the classes in the order of their numbers; `nil` where the targets are values. Those that
  /// are to be found in the data are none before these are read.
  package var classes: [String]? {
    get {
      switch classNames {
      case nil: nil
      case .listed(let names): names
      case .found: content?.classes ?? []
      }
    }
    set { classNames = newValue.map(ClassNames.listed) }
  }

  /// Features of one example: the product of the shape; `Int.max` where that is more than an `Int` holds.
  package var featureCount: Int { shape.elementCount }

  /// The parts that there are examples of, the training part first.
  package var parts: [SplitName] {
    let given = format.parts
    return SplitName.allCases.filter { (given + (split?.parts(beside: given) ?? [])).contains($0) }
  }

  /// The number of values of a target; `nil` for classes.
  package var targetWidth: Int? {
    classNames == nil ? content?.targetWidth ?? format.targetWidth : nil
  }

  /// Whether only the data tell what an experiment has to know of them: their digests, which decide what a
  /// trial is, their shape, their classes or the range of their targets.
  package var isOpen: Bool {
    format.isSelfDescribing || classNames == .found || format.files.contains { $0.sha256 == nil }
  }

  /// Where a file of the dataset is.
  package func path(of file: DataFileReference) -> String {
    file.path.hasPrefix("/") || directory.isEmpty || directory == "."
      ? file.path : directory + "/" + file.path
  }
}

extension DatasetDeclaration: Equatable {
  package static func == (a: DatasetDeclaration, b: DatasetDeclaration) -> Bool {
    a.digest == b.digest && a.name == b.name && a.description == b.description && a.shape == b.shape
      && a.classNames == b.classNames && a.split == b.split && a.take == b.take
      && a.normalization == b.normalization && a.sources == b.sources
      && a.licence == b.licence && a.citation == b.citation && a.directory == b.directory
      && a.content == b.content && a.format.isEqual(to: b.format)
  }
}
