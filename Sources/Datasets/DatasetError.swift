/// Why a dataset cannot be used: every file that is at fault, with the reason. `description` puts it into
/// words.
package struct DatasetError: Error, Sendable {
  package struct Fault: Hashable, Sendable {
    /// What is at fault, as messages name it: a file, or the dataset.
    package let subject: String
    package let reason: Reason
  }

  package let faults: [Fault]

  init(_ faults: [Fault]) { self.faults = faults }

  init(_ subject: String, _ reason: Reason) { self.init([Fault(subject: subject, reason: reason)]) }

  package enum Reason: Error, Hashable, Sendable {
    // The file.
    case missing
    case directory
    case permissionDenied
    case unreadable(errno: Int32)
    case empty
    case tooLarge(limit: Int)
    case outOfMemory(bytes: Int)
    case digestMismatch(found: String, declared: String)

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
    case contentTooLong(shape: [Int], expected: Int, found: Int)
    case labelCount(labels: Int, images: Int, imagesFile: String)
    case labelOutOfRange(label: Int, example: Int, classes: Int)

    // Tables and inline values.
    case unclosedQuote(line: Int)
    case textAfterQuote(line: Int)
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

    // What the file is part of.
    case tooManyExamples(Int)
    case shapeMismatch(found: [Int], declared: [Int])
    case splitShapeMismatch(test: [Int], train: [Int])
    case unusableNormalization
    case tooFewClasses(Int)
  }

  package enum IDXRank: Hashable, Sendable { case labels, images }
}
