internal import Dispatch
internal import Foundation
internal import Synchronization
internal import Tables

/// What a table holds, its columns in the order of the features and targets.
struct TableContent: Sendable {
  var count = 0
  /// The names of all columns of the file.
  var names: [String] = []
  /// The columns of the features that are numbers, and their values: count×(these), row-major, NaN where one
  /// is missing.
  var numberColumns: [Int] = []
  var numbers: [Double] = []
  /// The columns of all features in their order.
  var featureColumns: [Int] = []
  /// The columns of targets, and their values: count×(these), row-major; none of classes.
  var targetColumns: [Int] = []
  var targets: [Double] = []
  /// The columns that are texts, for each row of `rows` the number of its text.
  var textColumns: [Int] = []
  /// Codes, texts and lines.
  var rows = CSVRows(textColumns: 0, columns: 0)
  var groupColumn: Int?
  /// The line of the first row of `rows`, from 1.
  var firstLine = 1

  /// The line of the file that a row begins on, from 1.
  func line(of row: Int) -> Int { firstLine + rows.line(of: row) }

  /// The code of each row's text in a column, and the texts.
  func texts(inColumn column: Int) -> (codes: [Int32], texts: [String]) {
    guard let place = textColumns.firstIndex(of: column) else { return ([], []) }
    let width = textColumns.count
    return ((0..<count).map { rows.codes[$0 * width + place] }, rows.texts[place])
  }
}

/// Reads a table piece by piece: while some threads read the records of some pieces, one makes the next.
///
///     pieces   1 2 3 4 | 5 6 7 8 | ...    each of whole records, about half a megabyte
///     threads  bytes of 9 10 11 12        in any order
///              records of 5 6 7 8
///              rows of 1, of 2, ...       in the order of the file: the same whatever the number of threads
struct TableReader {
  /// More content than this is refused.
  private static let largestContent = 1 << 36
  private static let batch = 8

  let pieces: TablePieces
  private let rule: TableRule
  private let limit: Int

  init(_ pieces: TablePieces, _ rule: TableRule, limit: Int = Self.largestContent) {
    self.pieces = pieces
    self.rule = rule
    self.limit = limit
  }

  func readAll() throws(DatasetError.Reason) -> TableContent {
    let (columns, firstLine) = try readHead()
    let reading = columns.reading
    let table = Mutex(TableAccumulator(columns, reading, firstLine: firstLine))
    var batch = try nextBatch(reading)
    var rows: [PieceRows] = []
    while !batch.isEmpty {
      let round = read(batch, reading, appending: rows, to: table)
      try round.appended.get()
      rows = round.rows
      guard case .success(let next) = round.next, pieces.byteCount <= limit else {
        // What is wrong further ahead comes first.
        try append(rows, to: table, of: pieces.expectedByteCount).get()
        _ = try round.next.get()
        throw .tooLarge(limit: limit)
      }
      batch = next
    }
    try append(rows, to: table, of: pieces.expectedByteCount).get()
    let content = table.withLock { $0.content }
    guard content.count > 0 else { throw .noRows }
    return content
  }

  /// The rows of a piece of so many bytes, or what is wrong with one of them.
  private struct PieceRows {
    var rows: Result<CSVRows, CSVFault>
    var byteCount: Int
  }

  /// Adds the rows of some pieces to those in front of them, of a table of about `total` bytes.
  private func append(
    _ batch: [PieceRows], to table: borrowing Mutex<TableAccumulator>, of total: Int
  ) -> Result<Void, DatasetError.Reason> {
    table.withLock { table in
      for piece in batch {
        switch piece.rows {
        case .failure(let fault): return .failure(table.reason(fault))
        case .success(let rows): table.append(rows, byteCount: piece.byteCount, of: total)
        }
        let count = table.content.count
        guard count <= Split.largestCount else { return .failure(.tooManyExamples(count)) }
      }
      return .success(())
    }
  }

  /// The columns, and the line behind the header.
  private func readHead() throws(DatasetError.Reason) -> (TableColumns, firstLine: Int) {
    var head: Result<(fields: [String], line: Int), CSVSyntaxError>?
    try pieces.takeHead { bytes, isAll in
      var reader = CSVReader(bytes, separator: rule.separator)
      do throws(CSVSyntaxError) {
        guard try reader.next(), reader.position < bytes.count || isAll else { return isAll ? 0 : nil }
        head = .success((reader.fields, rule.header ? reader.nextLine : 1))
        return rule.header ? reader.position : bytes.behindByteOrderMark
      } catch {
        guard isAll else { return nil }
        head = .failure(error)
        return 0
      }
    }
    switch head {
    case nil: throw .noRows
    case .failure(let error): throw .quotes(error.kind, line: error.line)
    case .success(let (fields, line)): return (try TableColumns(rule, first: fields), line)
    }
  }

  /// What comes of a round of the threads.
  private struct Round: Sendable {
    var rows: [PieceRows]
    var next: Result<[[UInt8]], DatasetError.Reason> = .success([])
    var appended: Result<Void, DatasetError.Reason> = .success(())
  }

  /// Reads the records of some pieces; meanwhile the next pieces, and the rows before these are added.
  private func read(
    _ batch: [[UInt8]], _ reading: CSVColumns, appending previous: [PieceRows],
    to table: borrowing Mutex<TableAccumulator>
  ) -> Round {
    let empty = PieceRows(rows: .success(CSVRows(textColumns: 0, columns: 0)), byteCount: 0)
    // Asked for here: the pieces are another thread's meanwhile.
    let total = pieces.expectedByteCount
    let round = Mutex(Round(rows: batch.map { _ in empty }))
    DispatchQueue.concurrentPerform(iterations: batch.count + 2) { index in
      switch index {
      case 0:
        let found = Result { () throws(DatasetError.Reason) in try nextBatch(reading) }
        round.withLock { $0.next = found }
      case 1:
        let appended = append(previous, to: table, of: total)
        round.withLock { $0.appended = appended }
      default:
        let piece = batch[index - 2]
        let rows = piece.withUnsafeBufferPointer { reading.rows(of: $0) }
        round.withLock { $0.rows[index - 2] = PieceRows(rows: rows, byteCount: piece.count) }
      }
    }
    return round.withLock { $0 }
  }

  private func nextBatch(_ reading: CSVColumns) throws(DatasetError.Reason) -> [[UInt8]] {
    var batch: [[UInt8]] = []
    while batch.count < Self.batch {
      let piece = try pieces.next(reading)
      if piece.isEmpty { break }
      batch.append(piece)
    }
    return batch
  }
}

/// A table to which the rows of one piece after the other are added.
private struct TableAccumulator {
  private(set) var content = TableContent()
  /// Where the features, and where the targets, are among the numbers of a row of a piece, which have the
  /// order of the file.
  private let featurePlaces: [Int]
  private let targetPlaces: [Int]
  /// Whether the numbers of a piece are those of the features as they are.
  private let isPlain: Bool
  private var byteCount = 0

  init(_ columns: TableColumns, _ reading: CSVColumns, firstLine: Int) {
    content.names = columns.names
    content.numberColumns = columns.numbers
    content.featureColumns = columns.features
    content.textColumns = columns.texts
    content.targetColumns = columns.texts.contains { columns.targets.contains($0) } ? [] : columns.targets
    content.groupColumn = columns.group
    content.firstLine = firstLine
    content.rows = CSVRows(textColumns: columns.texts.count, columns: columns.names.count)
    let (numbers, targets) = (content.numberColumns, content.targetColumns)
    let columns = (numbers + targets).sorted()
    featurePlaces = numbers.compactMap { columns.firstIndex(of: $0) }
    targetPlaces = targets.compactMap { columns.firstIndex(of: $0) }
    isPlain = targets.isEmpty && numbers == numbers.sorted()
  }

  /// Adds the rows of the next piece, of so many bytes of a table of `total`.
  mutating func append(_ piece: CSVRows, byteCount added: Int, of total: Int) {
    byteCount += added
    // How many rows there will be in all, as far as those that there are tell.
    let rowsOfByte = Double(content.count + piece.count) / Double(max(byteCount, 1))
    let expected = Int(rowsOfByte * Double(total) * 1.02) + 1
    let (width, targetWidth) = (content.numberColumns.count, content.targetColumns.count)
    reserve(&content.numbers, adding: piece.count * width, expected: expected * width)
    reserve(&content.targets, adding: piece.count * targetWidth, expected: expected * targetWidth)
    if isPlain {
      content.numbers.append(contentsOf: piece.numbers)
    } else {
      content.numbers.append(contentsOf: select(featurePlaces, of: piece))
      content.targets.append(contentsOf: select(targetPlaces, of: piece))
    }
    var rest = piece
    rest.numbers = []
    content.rows.append(rest)
    content.count += piece.count
  }

  /// Some numbers of each row of a piece.
  private func select(_ places: [Int], of piece: CSVRows) -> [Double] {
    let width = featurePlaces.count + targetPlaces.count
    return [Double](unsafeUninitializedCapacity: piece.count * places.count) { room, count in
      piece.numbers.withUnsafeBufferPointer { numbers in
        places.withUnsafeBufferPointer { places in
          for row in 0..<piece.count {
            for place in places {
              room.initializeElement(at: count, to: numbers[row &* width &+ place])
              count &+= 1
            }
          }
        }
      }
    }
  }

  /// Makes room for all that is expected once there is too little: an array that grows by itself takes twice
  /// what it holds.
  private func reserve(_ numbers: inout [Double], adding count: Int, expected: Int) {
    guard numbers.count + count > numbers.capacity else { return }
    numbers.reserveCapacity(max(expected, numbers.count + count))
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
