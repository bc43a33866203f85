internal import Tables

/// A piece of a table of which rows were made.
struct TablePiece: Sendable {
  let text: Text
  let rows: Result<CSVRows, Fault>
  let memory: Memory

  init(_ text: Text, _ rows: Result<CSVRows, Fault>, _ memory: Memory) {
    (self.text, self.rows, self.memory) = (text, rows, memory)
  }

  /// What a piece is written to, used by one piece after the other.
  final class Memory: @unchecked Sendable {
    // Unchecked: one thread at a time has it.
    var text: [UInt8] = []
    let numbers = CSVNumbers()
  }

  /// A piece of the file.
  struct Text: Sendable {
    /// Which one it is, from 0.
    let number: Int
    /// Its bytes, or why there are none.
    let size: Result<Int, Fault>
    /// What the whole content is expected to be.
    let expectedByteCount: Int
  }

  enum Fault: Error {
    case file(DatasetError.Reason)
    case record(CSVFault)
  }
}

/// A table to which rows are added, piece by piece in the order of the file.
struct TableAccumulator: Sendable {
  private var content = TableContent()
  /// What is wrong first.
  private(set) var fault: DatasetError.Reason?
  /// Pieces that came before those in front of them.
  private var waiting: [Int: TablePiece] = [:]
  /// The number of the piece whose turn it is.
  private var next = 0
  /// The places of the features, and of the targets, among those of a row of a piece, which have the order of
  /// the file.
  private let featurePlaces: [Range<Int>]
  private let targetPlaces: [Range<Int>]
  private var byteCount = 0

  init(_ columns: TableColumns, firstLine: Int) {
    content.names = columns.names
    content.numberColumns = columns.numbers
    content.featureColumns = columns.features
    content.textColumns = columns.texts
    content.targetColumns = columns.texts.contains { columns.targets.contains($0) } ? [] : columns.targets
    content.groupColumn = columns.group
    content.firstLine = firstLine
    content.rows = CSVRows(textColumns: columns.texts.count, columns: columns.names.count)
    featurePlaces = Self.runs(content.numberColumns)
    targetPlaces = Self.runs(content.targetColumns)
  }

  /// The places of columns among the same ones in ascending order, those that follow each other in one range.
  private static func runs(_ columns: [Int]) -> [Range<Int>] {
    let ascending = columns.sorted()
    var runs: [Range<Int>] = []
    for place in columns.compactMap({ ascending.firstIndex(of: $0) }) {
      if let last = runs.last, last.upperBound == place {
        runs[runs.count - 1] = last.lowerBound..<place + 1
      } else {
        runs.append(place..<place + 1)
      }
    }
    return runs
  }

  /// Adds a piece as soon as it is its turn; behind what is wrong, nothing any more.
  /// - Returns: the pieces that had their turn, in the order of the file.
  mutating func add(_ piece: TablePiece) -> [TablePiece] {
    var added: [TablePiece] = []
    waiting[piece.text.number] = piece
    while let piece = waiting.removeValue(forKey: next) {
      if fault == nil { append(piece) }
      added.append(piece)
      next += 1
    }
    return added
  }

  /// The table, all pieces of which were added.
  func finish() throws(DatasetError.Reason) -> TableContent {
    if let fault { throw fault }
    guard content.count > 0 else { throw .noRows }
    return content
  }

  private mutating func append(_ piece: TablePiece) {
    switch piece.rows {
    case .failure(.file(let reason)): fault = reason
    case .failure(.record(let fault)): self.fault = reason(fault)
    case .success(let rows):
      // A piece of which rows were made was read.
      if case .success(let size) = piece.text.size { byteCount += size }
      reserve(rows.count, of: piece.text.expectedByteCount)
      Self.add(piece.memory.numbers.values, featurePlaces, to: &content.numbers)
      Self.add(piece.memory.numbers.valuesApart, targetPlaces, to: &content.targets)
      content.rows.append(rows)
      content.count += rows.count
      if content.count > Split.largestCount { fault = .tooManyExamples(content.count) }
    }
  }

  /// Adds the numbers of rows, some places of each row after the other.
  private static func add(
    _ numbers: UnsafeBufferPointer<Double>, _ places: [Range<Int>], to all: inout [Double]
  ) {
    guard places.count > 1 else {
      all.append(contentsOf: numbers)
      return
    }
    let width = places.reduce(0) { $0 + $1.count }
    for start in stride(from: 0, to: numbers.count, by: width) {
      for run in places {
        let part = start + run.lowerBound..<start + run.upperBound
        all.append(contentsOf: UnsafeBufferPointer(rebasing: numbers[part]))
      }
    }
  }

  /// Makes room for the next rows, and, where there is too little, for all that are expected of so many
  /// bytes: an array that grows by itself takes twice what it holds.
  private mutating func reserve(_ count: Int, of total: Int) {
    // How many rows there will be in all, as far as those that there are tell.
    let rowsOfByte = Double(content.count + count) / Double(max(byteCount, 1))
    let expected = max(Int(rowsOfByte * Double(total) * 1.02) + 1, content.count + count)
    func reserve(_ numbers: inout [Double], _ width: Int) {
      guard numbers.capacity < (content.count + count) * width else { return }
      numbers.reserveCapacity(expected * width)
      let size = numbers.capacity * MemoryLayout<Double>.stride
      numbers.withUnsafeMutableBytes {
        useHugePages(UnsafeMutableRawBufferPointer(start: $0.baseAddress, count: size))
      }
    }
    reserve(&content.numbers, content.numberColumns.count)
    reserve(&content.targets, content.targetColumns.count)
  }

  /// A fault of the next piece, with its line and column in the file.
  func reason(_ fault: CSVFault) -> DatasetError.Reason {
    let line = content.firstLine + content.rows.lineCount + fault.line
    let column = fault.column.map { content.names[$0] } ?? ""
    return switch fault.kind {
    case .quotes(let kind): .quotes(kind, line: line)
    case .fieldCount(let count): .fieldCount(line: line, found: count, expected: content.names.count)
    case .notNumber(let text):
      .notNumber(text: text, line: line, column: column, isTarget: isTarget(fault.column))
    case .notFinite(let text): .notFiniteText(text: text, line: line, column: column)
    case .missing(let text): .missingValue(text: text, line: line, column: column)
    }
  }

  private func isTarget(_ column: Int?) -> Bool { column.map(content.targetColumns.contains) ?? false }
}
