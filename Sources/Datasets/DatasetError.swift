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
    case shapeOverflow(shape: [Int])
    case contentCutShort(shape: [Int], expected: Int, found: Int)
    /// `found` is `nil` where there is more than was worth counting.
    case contentTooLong(shape: [Int], expected: Int, found: Int?)
    case labelCount(labels: Int, images: Int, imagesFile: String)
    case labelOutOfRange(label: Int, example: Int, classes: Int)

    // Tables and inline values.
    case quotes(CSVSyntaxError)
    case fieldCount(line: Int, found: Int, expected: Int)
    case unknownColumn(String, names: [String])
    case columnNumber(Int, count: Int)
    case columnTwice(String)
    case namesWithoutHeader(String)
    case noFeatureColumns
    case classColumns(Int)
    case notNumber(text: String, line: Int, column: String)
    case unknownClass(text: String, line: Int, column: String, classes: [String])
    case noRows
    case targetCount(targets: Int, examples: Int)
    case rowWidth(kind: String, row: Int, found: Int, expected: Int)
    case notFinite(kind: String, row: Int)
    case notClass(value: String, example: Int, classes: Int)

    // What the file is part of.
    case tooManyExamples(Int)
    case shapeMismatch(found: [Int], declared: [Int])
    case splitShapeMismatch(test: [Int], train: [Int])
    case unusableNormalization
    case noClasses
    case unknownFormat
  }

  package enum IDXRank: Hashable, Sendable { case labels, images }
}
