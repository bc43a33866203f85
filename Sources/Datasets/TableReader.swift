internal import Dispatch
internal import Foundation
internal import Synchronization
internal import Tables

/// Reads a table piece by piece, on all cores.
///
///     one thread at a time      the next piece of the file, of whole records, is read
///     all threads               records of a piece each become rows
///     one thread at a time      rows are added to the table in the order of the file, whatever the order in
///                               which they come: the same whatever the number of threads
///     one thread at a time      pieces whose rows were added go into the digest
///
/// No thread waits for the last two: where another one is at it, that one does it for this one's piece too.
struct TableReader {
  /// More content than this is refused.
  private static let largestContent = 1 << 36

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
    let supply = Mutex(Supply())
    let table = Mutex(TableAccumulator(columns, firstLine: firstLine))
    let (parsed, added) = (TableStage(), TableStage())
    let digest = Mutex(())
    let spare = Mutex<[TablePiece.Memory]>([])
    let threads = ProcessInfo.processInfo.activeProcessorCount
    // One for each piece that may be in memory: of those in front of one that takes long there is an end.
    let permits = DispatchSemaphore(value: 0)
    for _ in 0..<4 * threads { permits.signal() }
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while true {
        permits.wait()
        let memory = spare.withLock { $0.popLast() } ?? TablePiece.Memory()
        guard let next = takePiece(of: supply, reading, into: &memory.text) else { break }
        let rows = next.size.flatMap { size in
          memory.text.withUnsafeBufferPointer { bytes in
            reading.rows(of: UnsafeBufferPointer(rebasing: bytes[..<size]), numbers: memory.numbers)
              .mapError(TablePiece.Fault.record)
          }
        }
        parsed.put([TablePiece(next, rows, memory)])
        parsed.work(table) { table, piece in
          added.put(table.add(piece))
          if table.fault != nil { supply.withLock { $0.isAtEnd = true } }
        }
        added.work(digest) { _, piece in
          if case .success(let size) = piece.text.size {
            piece.memory.text.withUnsafeBytes { pieces.digest(UnsafeRawBufferPointer(rebasing: $0[..<size])) }
          }
          spare.withLock { $0.append(piece.memory) }
          permits.signal()
        }
      }
      permits.signal()
    }
    return try table.withLock { table throws(DatasetError.Reason) in try table.finish() }
  }

  /// What was taken of the pieces so far; who holds it may take the next one.
  private struct Supply: Sendable {
    var count = 0
    var isAtEnd = false
  }

  /// The next piece, written to the beginning of `text`; `nil` behind the last one.
  private func takePiece(
    of supply: borrowing Mutex<Supply>, _ reading: CSVColumns, into text: inout [UInt8]
  ) -> TablePiece.Text? {
    supply.withLock { supply in
      if supply.isAtEnd { return nil }
      let size = Result { () throws(DatasetError.Reason) in
        let size = try pieces.next(reading, into: &text)
        if pieces.byteCount > limit { throw .tooLarge(limit: limit) }
        return size
      }.mapError(TablePiece.Fault.file)
      switch size {
      case .success(0):
        supply.isAtEnd = true
        return nil
      case .failure: supply.isAtEnd = true
      case .success: break
      }
      defer { supply.count += 1 }
      return TablePiece.Text(number: supply.count, size: size, expectedByteCount: pieces.expectedByteCount)
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
}
