package import Model
internal import NeuralNetwork
internal import Tables

extension CSVFormat: ReadableFormat {
  func rules(_ declaration: DatasetDeclaration) -> [ContentRule] { files.map { _ in .table() } }

  func examples(
    _ declaration: DatasetDeclaration, _ files: [(request: FileRequest, content: DataFile)]
  ) throws(DatasetError) -> (train: Examples, test: Examples?) {
    var splits: [Examples] = []
    var faults: [DatasetError.Fault] = []
    for (request, file) in files {
      do throws(DatasetError.Reason) {
        splits.append(
          try file.content.withBytes { bytes throws(DatasetError.Reason) in
            var table = CSVExamples(columns: self, classes: declaration.classes)
            var reader = CSVReader(bytes)
            try table.read(&reader)
            return Examples(
              count: table.count, shape: [table.featureCount], features: .values(table.features),
              targets: table.targets)
          })
      } catch { faults.append(request.fault(error)) }
    }
    guard faults.isEmpty, let train = splits.first else { throw DatasetError(faults) }
    return (train, splits.count > 1 ? splits[1] : nil)
  }
}

extension ContentRule {
  /// A table of any size up to a limit.
  static func table(limit: Int = 1 << 32) -> ContentRule {
    ContentRule(name: "table \(limit)") { _ throws(DatasetError.Reason) in .atMost(limit) }
  }
}

/// The examples of a table as they are read, row by row.
private struct CSVExamples {
  let columns: CSVFormat
  let classes: [String]?
  private(set) var features: [Double] = []
  private(set) var count = 0
  private(set) var featureCount = 0
  private var labels: [Int32] = []
  private var values: [Double] = []
  /// The columns' names: those of the header, or their numbers.
  private var names: [String] = []

  init(columns: CSVFormat, classes: [String]?) {
    self.columns = columns
    self.classes = classes
  }

  var targets: Targets {
    classes == nil ? .values(values, width: columns.targets.count) : .classes(labels)
  }

  mutating func read(_ reader: inout CSVReader) throws(DatasetError.Reason) {
    guard try next(&reader) else { throw .noRows }
    names = reader.fields.indices.map { "\($0 + 1)" }
    if columns.header { names = reader.fields.map(reader.text) }
    let targetIndices = try indices(columns.targets)
    if classes != nil, targetIndices.count != 1 { throw .classColumns(targetIndices.count) }
    let featureIndices =
      try columns.features.map { named throws(DatasetError.Reason) in try indices(named) }
      ?? names.indices.filter { !targetIndices.contains($0) }
    if let twice = featureIndices.first(where: targetIndices.contains) { throw .columnTwice(names[twice]) }
    guard !featureIndices.isEmpty else { throw .noFeatureColumns }
    featureCount = featureIndices.count

    if columns.header { guard try next(&reader) else { throw .noRows } }
    repeat {
      guard reader.fields.count == names.count else {
        throw .fieldCount(line: reader.line, found: reader.fields.count, expected: names.count)
      }
      for index in featureIndices { features.append(try number(reader, index)) }
      for index in targetIndices {
        if let classes {
          labels.append(try label(reader, index, classes))
        } else {
          values.append(try number(reader, index))
        }
      }
      count += 1
      guard count <= Split.largestCount else { throw .tooManyExamples(count) }
    } while try next(&reader)
  }

  /// Reads a record, and tells whether there was one.
  private func next(_ reader: inout CSVReader) throws(DatasetError.Reason) -> Bool {
    do throws(CSVSyntaxError) { return try reader.next() } catch { throw .quotes(error) }
  }

  private func indices(_ columns: [CSVFormat.Column]) throws(DatasetError.Reason) -> [Int] {
    var indices: [Int] = []
    for column in columns {
      let index = try index(column)
      if indices.contains(index) { throw .columnTwice(names[index]) }
      indices.append(index)
    }
    return indices
  }

  private func index(_ column: CSVFormat.Column) throws(DatasetError.Reason) -> Int {
    switch column {
    case .number(let number):
      guard (1...names.count).contains(number) else { throw .columnNumber(number, count: names.count) }
      return number - 1
    case .name(let name):
      guard columns.header else { throw .namesWithoutHeader(name) }
      guard let index = names.firstIndex(of: name) else { throw .unknownColumn(name, names: names) }
      return index
    }
  }

  private func number(_ reader: CSVReader, _ index: Int) throws(DatasetError.Reason) -> Double {
    if let number = reader.number(reader.fields[index]) { return number }
    throw .notNumber(text: reader.text(reader.fields[index]), line: reader.line, column: names[index])
  }

  /// The class that a field names.
  private func label(
    _ reader: CSVReader, _ index: Int, _ classes: [String]
  ) throws(DatasetError.Reason) -> Int32 {
    let text = reader.text(reader.fields[index])
    if let number = classes.firstIndex(of: text) { return Int32(truncatingIfNeeded: number) }
    throw .unknownClass(text: text, line: reader.line, column: names[index], classes: classes)
  }
}
