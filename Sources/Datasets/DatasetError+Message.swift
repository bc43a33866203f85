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
    case .changed: "the file changed while it was read"
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
    case .shapeOverflow(let header): "\(header.text), more than any file can hold"
    case .contentCutShort(let header, let expected, let found):
      "cut short: \(header.text) = \(counted(expected, "byte")), \(found) follow"
    case .contentTooLong(let header, let expected, let found):
      "too long: \(header.text) = \(counted(expected, "byte")), "
        + "\(found.map { "\($0)" } ?? "many more") follow"
    case .labelCount(let labels, let images, let file):
      "\(counted(labels, "label")) for the \(counted(images, "image")) of \(file)"
    case .labelOutOfRange(let label, let example, let classes):
      "example \(example) has label \(label), "
        + "with \(counted(classes, "class", "classes")) the labels are 0 to \(classes - 1)"

    case .notNPY: "not an NPY file: it does not begin as numpy.save begins one"
    case .npyVersion(let version): "the NPY version is \(version); 1, 2 and 3 are read"
    case .npyHeaderCutShort: "the NPY header is cut short"
    case .npyHeaderTooLong(let count): "the NPY header has \(count) bytes, more than an array's needs"
    case .npyHeader(let text): "the NPY header is not that of an array: \(text)"
    case .npyType(let type):
      "the NPY type is \(type); booleans, integers and floats of up to 8 bytes are read"
    case .npyBigEndian(let type): "the NPY type is \(type), in big-endian order; only little-endian is read"
    case .npyFortranOrder: "the array is in Fortran order; save numpy.ascontiguousarray of it"
    case .npyScalar: "the array has no axis; the first is that of the examples"
    case .npyTargetShape(let shape):
      "the targets have the shape \(product(shape)); one number an example is needed, or a row of them"
    case .npyTargetCount(let targets, let examples, let file):
      "\(counted(targets, "target")) for the \(counted(examples, "example")) of \(file)"
    case .npyClass(let value, let example, let classes):
      "example \(example) has the target \(value), which is not the number of a class"
        + (classes.map { ", from 0 to \($0 - 1)" } ?? "")
    case .npyInteger(let value, let example, let place):
      "example \(example), number \(place): \(value) is more than a double holds exactly"
    case .npyNotFinite(let example, let place, let value): "example \(example), number \(place) is \(value)"

    case .quotes(.unclosedQuote, let line): "line \(line): the quote that opens here is never closed"
    case .quotes(.textAfterQuote, let line): "line \(line): text behind a closing quote"
    case .recordTooLong(let limit): "a row of more than \(limit) bytes: perhaps a quote is never closed"
    case .columnCount(let named, let found):
      "\(counted(named, "column")) are named, and the first row has \(counted(found, "field"))"
    case .oneColumn(let name, let separator):
      "there is one column, '\(name)'; perhaps columns are separated by "
        + "\(separator == "\t" ? "tabs" : "'\(separator)'"): "
        + "say so with 'separator'"
    case .headerTwice(let name): "the header has the column '\(name)' twice"
    case .severalColumns(let column, let count): "\(column) stands for \(count) columns; one is needed"
    case .noColumnMatches(let pattern, let names):
      "no column is like '\(pattern)'; the columns are \(list(names))"
    case .categoryNoFeature(let name): "the categorical column '\(name)' is no feature"
    case .otherColumns(let found, let train):
      "the features are \(list(found)), those of the training part \(list(train))"
    case .notFiniteText(let text, let line, let column):
      "line \(line), column '\(column)': '\(text)' is not a finite number"
    case .missingValue(let text, let line, let column):
      "line \(line), column '\(column)': the value is missing\(text.isEmpty ? "" : " ('\(text)')"), and the "
        + "rule for missing values makes that a mistake"
    case .noMean(let column): "column '\(column)': no training row has a value, so there is no mean"
    case .fieldCount(let line, let found, let expected):
      "line \(line): \(counted(found, "field")) instead of \(expected)"
    case .unknownColumn(let name, let names):
      "no column '\(name)'; the columns are \(list(names))"
    case .columnNumber(let number, let count): "no column \(number); the columns are 1 to \(count)"
    case .columnTwice(let name): "column '\(name)' is used twice"
    case .namesWithoutHeader(let name): "column '\(name)' is given by name, but the table has no header"
    case .noFeatureColumns: "no column is left for the features"
    case .classColumns(let count): "classes take one target column, \(count) are given"
    case .notNumber(let text, let line, let column, let isTarget):
      "line \(line), column '\(column)': '\(text)' is not a number"
        + (isTarget ? "; targets are values unless the dataset has 'classes'" : "")
    case .unknownClass(let text, let place, let column, let classes):
      "\(place.text(column)): '\(text)' is no class; the classes are \(list(classes))"
    case .classNotInTraining(let text, let place, let column, let part):
      "\(place.text(column)): the class '\(text)' of a \(part.rawValue) example is not in the training part"
    case .unknownCategory(let text, let place, let column, let categories):
      "\(place.text(column)): '\(text)' is no category; the categories are \(list(categories))"
    case .categoryNotInTraining(let text, let place, let column, let part):
      "\(place.text(column)): the category '\(text)' of a \(part.rawValue) example is not in the "
        + "training part"
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
    case .splitShapeMismatch(let part, let found, let train):
      "the \(part.rawValue) examples have shape \(product(found)), the training examples \(product(train))"
    case .splitTargetMismatch(let part):
      "the targets of the \(part.rawValue) examples have another number of values than those of the training "
        + "examples"
    case .splitTooLarge(let part, let wanted, let count):
      "the split wants \(counted(wanted, "\(part.rawValue) example")) of \(count)"
        + (wanted == 0 ? "" : ", which leaves none to train on")
    case .tooManyFolds(let folds, let count, let isOfGroups):
      "\(folds) folds cannot be cut: there \(count == 1 ? "is" : "are") only "
        + (isOfGroups ? counted(count, "group") : counted(count, "example"))
    case .unusableNormalization: "the normalization is not finite, or its standard deviation not above 0"
    case .noClasses: "0 classes"
    case .unknownFormat: "there is nothing that reads its format"
    }
  }
}

extension DatasetError.Place {
  /// "line 3, column 'x'", or the example where there is no column.
  func text(_ column: String?) -> String {
    let place =
      switch self {
      case .line(let line): "line \(line)"
      case .example(let example): "example \(example)"
      }
    return place + (column.map { ", column '\($0)'" } ?? "")
  }
}

extension ShapedContent.Header {
  fileprivate var text: String {
    "the \(format) header says \(product(shape))\(elementSize > 1 ? " of \(elementSize) bytes" : "")"
  }
}

/// Names with commas between; of many the first.
private func list(_ names: [String]) -> String {
  names.prefix(20).joined(separator: ", ") + (names.count > 20 ? " and \(names.count - 20) more" : "")
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
