package import Model
package import Tables

/// Why a dataset cannot be used: every file that is at fault, with the reason. `description` puts it into
/// words.
package struct DatasetError: Error, Sendable {
  package struct Fault: Hashable, Sendable {
    /// What is at fault, as messages name it: a file, or the dataset.
    package let subject: String
    /// The file as the declaration names it; `nil` where the dataset itself is at fault.
    package let file: DataFileReference?
    package let reason: Reason
  }

  package let faults: [Fault]

  init(_ faults: [Fault]) { self.faults = faults }

  /// A fault of the dataset itself.
  init(_ subject: String, _ reason: Reason) {
    self.init([Fault(subject: subject, file: nil, reason: reason)])
  }

  package enum Reason: Error, Hashable, Sendable {
    // The file.
    case missing
    /// No regular file, but `kind`.
    case special(kind: String)
    case permissionDenied
    case unreadable(errno: Int32)
    /// It was written to while it was read.
    case changed
    case empty
    case tooLarge(limit: Int)
    case outOfMemory(bytes: Int)
    /// `isDigestOfFile`: the declared digest is that of the file before decompression.
    case digestMismatch(found: String, declared: String, isCompressed: Bool, isDigestOfFile: Bool)

    // Its compression; `detail` is zlib's word.
    case corruptGzip(detail: String)
    case truncatedGzip
    case bytesAfterGzip

    // IDX.
    case notIDX
    case elementType(code: UInt8)
    case rank(Int, expected: IDXRank)
    case headerCutShort(bytes: Int)
    case zeroDimension(shape: [Int])
    case shapeOverflow(ShapedContent.Header)
    case contentCutShort(ShapedContent.Header, expected: Int, found: Int)
    /// `found` is `nil` where there is more than was worth counting.
    case contentTooLong(ShapedContent.Header, expected: Int, found: Int?)
    case labelCount(labels: Int, images: Int, imagesFile: String)
    case labelOutOfRange(label: Int, example: Int, classes: Int)

    // NPY.
    case notNPY
    case npyVersion(UInt8)
    case npyHeaderCutShort
    case npyHeaderTooLong(Int)
    case npyHeader(text: String)
    case npyType(String)
    case npyBigEndian(String)
    case npyFortranOrder
    case npyScalar
    case npyTargetShape([Int])
    case npyTargetCount(targets: Int, examples: Int, featuresFile: String)
    /// `value` is no number of a class, or none that a `Double` holds exactly.
    case npyClass(value: String, example: Int, classes: Int?)
    case npyInteger(value: String, example: Int, place: Int)
    case npyNotFinite(example: Int, place: Int, value: String)

    // Tables and inline values.
    case quotes(CSVSyntaxError.Kind, line: Int)
    case recordTooLong(limit: Int)
    case columnCount(named: Int, found: Int)
    case headerTwice(String)
    /// A table of one column, whose name has what separates columns in other files.
    case oneColumn(String, separator: String)
    case severalColumns(String, count: Int)
    case noColumnMatches(String, names: [String])
    case categoryNoFeature(String)
    case otherColumns(found: [String], train: [String])
    case notFiniteText(text: String, line: Int, column: String)
    case missingValue(text: String, line: Int, column: String)
    case noMean(column: String)
    case fieldCount(line: Int, found: Int, expected: Int)
    case unknownColumn(String, names: [String])
    case columnNumber(Int, count: Int)
    case columnTwice(String)
    case namesWithoutHeader(String)
    case noFeatureColumns
    case classColumns(Int)
    case notNumber(text: String, line: Int, column: String, isTarget: Bool)
    /// `column` is `nil` where the targets stand in no table, as below.
    case unknownClass(text: String, at: Place, column: String?, classes: [String])
    case classNotInTraining(text: String, at: Place, column: String?, part: SplitName)
    case unknownCategory(text: String, at: Place, column: String, categories: [String])
    case categoryNotInTraining(text: String, at: Place, column: String, part: SplitName)
    case noRows
    case targetCount(targets: Int, examples: Int)
    case rowWidth(kind: String, row: Int, found: Int, expected: Int)
    case notFinite(kind: String, row: Int)
    case notClass(value: String, example: Int, classes: Int)

    // What the file is part of.
    case tooManyExamples(Int)
    case shapeMismatch(found: [Int], declared: [Int])
    case splitShapeMismatch(part: SplitName, found: [Int], train: [Int])
    case splitTargetMismatch(part: SplitName)
    case splitTooLarge(part: SplitName, wanted: Int, of: Int)
    case tooManyFolds(Int, of: Int, areGroups: Bool)
    case unusableNormalization
    case noClasses
    case unknownFormat
  }

  /// Where an example is in its file.
  package enum Place: Hashable, Sendable {
    /// From 1, as the number of an example.
    case line(Int)
    case example(Int)
  }

  package enum IDXRank: Hashable, Sendable { case labels, images }
}

extension DatasetError.Reason {
  /// The key of the dataset that is to blame; `nil` where a file is.
  package var key: String? {
    switch self {
    case .splitTooLarge, .tooManyFolds: "split"
    default: nil
    }
  }

  /// A name that is none of the legal ones.
  package var misspelt: (name: String, among: [String])? {
    switch self {
    case .unknownColumn(let name, let names): (name, names)
    case .unknownClass(let text, _, _, let classes): (text, classes)
    case .unknownCategory(let text, _, _, let categories): (text, categories)
    default: nil
    }
  }
}
