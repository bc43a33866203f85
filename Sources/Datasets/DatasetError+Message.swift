#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension DatasetError: CustomStringConvertible {
  /// One line a fault.
  package var description: String { faults.map(\.description).joined(separator: "\n") }
}

extension DatasetError.Fault: CustomStringConvertible {
  /// `experiments/datasets/mnist/train-labels-idx1-ubyte.gz: error: the gzip data is cut short`.
  package var description: String { "\(subject): error: \(reason.message)" }
}

extension DatasetError.Reason {
  /// One line without a full stop.
  package var message: String {
    switch self {
    case .missing: "no such file"
    case .special(let kind): "it is \(kind), not a file"
    case .permissionDenied: "permission denied"
    case .unreadable(let errno): "cannot read the file: \(String(cString: strerror(errno)))"
    case .empty: "the file is empty"
    case .tooLarge(let limit): "the content is larger than \(limit) bytes"
    case .outOfMemory(let bytes): "not enough memory for \(bytes) bytes"
    case .digestMismatch(let found, let declared, let isCompressed, let isDigestOfFile):
      "the content is not the declared one: the SHA-256 of the "
        + "\(isCompressed ? "decompressed content" : "content")"
        + " is \(found), declared is \(declared)"
        + (isDigestOfFile ? ", which is the SHA-256 of the compressed file" : "")

    case .corruptGzip(let detail): "the gzip data is corrupt: \(detail)"
    case .truncatedGzip: "the gzip data is cut short"
    case .bytesAfterGzip: "there are other bytes behind the gzip data"

    case .notIDX: "not an IDX file: it does not begin with two zero bytes"
    case .elementType(let code):
      "the IDX element type is \(typeName(code)), only unsigned bytes (0x08) are read"
    case .rank(let rank, .labels): "labels have one dimension, this IDX file has \(rank)"
    case .rank(let rank, .images): "images have two dimensions or more, this IDX file has \(rank)"
    case .headerCutShort(let bytes): "the IDX header is cut short: the file has \(counted(bytes, "byte"))"
    case .zeroDimension(let shape): "the IDX header says \(product(shape)): there is no example"
    case .shapeOverflow(let shape): "the IDX header says \(product(shape)), more than any file can hold"
    case .contentCutShort(let shape, let expected, let found):
      "cut short: the IDX header says \(product(shape)) = \(counted(expected, "byte")), \(found) follow"
    case .contentTooLong(let shape, let expected, let found):
      "too long: the IDX header says \(product(shape)) = \(counted(expected, "byte")), "
        + "\(found.map { "\($0)" } ?? "many more") follow"
    case .labelCount(let labels, let images, let file):
      "\(counted(labels, "label")) for the \(counted(images, "image")) of \(file)"
    case .labelOutOfRange(let label, let example, let classes):
      "example \(example) has label \(label), "
        + "with \(counted(classes, "class", "classes")) the labels are 0 to \(classes - 1)"

    case .quotes(let error):
      switch error.kind {
      case .unclosedQuote: "line \(error.line): the quote that opens here is never closed"
      case .textAfterQuote: "line \(error.line): text behind a closing quote"
      }
    case .fieldCount(let line, let found, let expected):
      "line \(line): \(counted(found, "field")) instead of \(expected)"
    case .unknownColumn(let name, let names):
      "no column '\(name)'; the columns are \(names.joined(separator: ", "))"
    case .columnNumber(let number, let count): "no column \(number); the columns are 1 to \(count)"
    case .columnTwice(let name): "column '\(name)' is used twice"
    case .namesWithoutHeader(let name): "column '\(name)' is given by name, but the table has no header"
    case .noFeatureColumns: "no column is left for the features"
    case .classColumns(let count): "classes take one target column, \(count) are given"
    case .notNumber(let text, let line, let column):
      "line \(line), column '\(column)': '\(text)' is not a number"
    case .unknownClass(let text, let line, let column, let classes):
      "line \(line), column '\(column)': '\(text)' is no class; "
        + "the classes are \(classes.joined(separator: ", "))"
    case .noRows: "there is no example"
    case .targetCount(let targets, let examples):
      "\(counted(targets, "target")) for \(counted(examples, "example"))"
    case .rowWidth(let kind, let row, let found, let expected):
      "row \(row) of the \(kind) has \(counted(found, "value")), row 1 has \(expected)"
    case .notClass(let value, let example, let classes):
      "example \(example) has the target \(value), with \(counted(classes, "class", "classes")) the "
        + "targets are "
        + "0 to \(classes - 1)"
    case .notFinite(let kind, let row): "row \(row) of the \(kind) is not finite"

    case .tooManyExamples(let count): "\(count) examples, at most \(Split.largestCount) are possible"
    case .shapeMismatch(let found, let declared):
      "the declared shape is \(product(declared)), the examples have \(product(found))"
    case .splitShapeMismatch(let test, let train):
      "the test examples have shape \(product(test)), the training examples \(product(train))"
    case .unusableNormalization: "the normalization is not finite, or its standard deviation not above 0"
    case .noClasses: "0 classes"
    case .unknownFormat: "there is nothing that reads its format"
    }
  }
}

private func product(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: "×") }

/// A number with its noun.
private func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  "\(count) \(count == 1 ? one : many ?? one + "s")"
}

/// The name of an IDX element type, with its code.
private func typeName(_ code: UInt8) -> String {
  let hexadecimal = "0x" + [code].hexadecimal
  let names: [UInt8: String] = [
    0x09: "signed bytes", 0x0B: "16-bit integers", 0x0C: "32-bit integers", 0x0D: "32-bit floats",
    0x0E: "64-bit floats",
  ]
  return names[code].map { "\($0) (\(hexadecimal))" } ?? "unknown (\(hexadecimal))"
}
