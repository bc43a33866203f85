internal import Model
internal import NeuralNetwork

/// The examples of a part as they were read, cut, and their targets numbered; not scaled yet.
struct Examples: Sendable {
  /// The features of all examples, count×shape, row-major.
  enum Features: Sendable {
    /// From `offset` on, to the end.
    case bytes(ByteBuffer, offset: Int)
    case values([Double])
  }

  let count: Int
  /// The shape of one example, as the data have it.
  let shape: [Int]
  let features: Features
  let targets: Targets

  var featureCount: Int { shape.reduce(1, *) }
}

/// The examples of a file, or of one of features and one of targets, as they were read: not cut, and their
/// targets not numbered where they are names.
struct SourceExamples: Sendable {
  let count: Int
  /// The shape of one example's numbers.
  let shape: [Int]
  /// The numbers of all examples; NaN where one is missing.
  let features: Examples.Features
  var targets: Targets
  /// The table that they come from, with its categories, groups, names and lines.
  var table: TableContent?
  /// The file that what is wrong with targets or rows is said of.
  var file: FileRequest?

  enum Targets: Sendable {
    /// The number of each example's class.
    case labels([Int32])
    /// The name of each example's class, as a place among the different ones.
    case names([Int32], texts: [String])
    /// count×width, row-major.
    case values([Double], width: Int)

    /// Numbers that stand for classes by their names.
    static func numbers(_ numbers: [Int32]) -> Targets {
      var codes: [Int32: Int32] = [:]
      var texts: [String] = []
      let names = numbers.map { number -> Int32 in
        if let code = codes[number] { return code }
        let code = Int32(texts.count)
        codes[number] = code
        texts.append("\(number)")
        return code
      }
      return .names(names, texts: texts)
    }

    /// The number of values of a target; 0 of classes.
    var width: Int {
      switch self {
      case .values(_, let width): width
      case .labels, .names: 0
      }
    }

    /// A number for each example that is the same where the class is; `nil` of values.
    var classes: [Int32]? {
      switch self {
      case .labels(let labels): labels
      case .names(let codes, _): codes
      case .values: nil
      }
    }
  }

  /// Where an example is, as messages say it: a line of a table, or the number of the example.
  func place(of row: Int) -> DatasetError.Place {
    table.map { .line($0.line(of: row)) } ?? .example(row + 1)
  }

  func fault(_ reason: DatasetError.Reason, _ declaration: DatasetDeclaration) -> DatasetError.Fault {
    file?.fault(reason) ?? .init(subject: declaration.subject, file: nil, reason: reason)
  }
}

extension SourceExamples {
  /// Where a value of a target is, as it stands in a sentence: "prices.csv, line 3, column 'price'".
  func text(ofTarget place: Int, of row: Int, _ declaration: DatasetDeclaration) -> String {
    let column = table.map { $0.names[$0.targetColumns[place]] }
    let number = table == nil && targets.width > 1 ? ", number \(place + 1)" : ""
    return (file?.path ?? declaration.subject) + ", " + self.place(of: row).text(column) + number
  }

  /// The examples of a table.
  init(_ table: TableContent, file: FileRequest) {
    let target = table.targetColumns.isEmpty ? table.textTarget : nil
    let texts = target.map(table.texts(inColumn:))
    var rest = table
    rest.numbers = []
    rest.targets = []
    self.init(
      count: table.count, shape: [table.numberColumns.count], features: .values(table.numbers),
      targets: texts.map { .names($0.codes, texts: $0.texts) }
        ?? .values(table.targets, width: table.targetColumns.count),
      table: rest, file: file)
  }
}
