internal import Digests
internal import Tables

/// A table's content cut into pieces of whole records, and its digest. The pieces are made by one thread at a
/// time; no more of the content is in memory than they are.
final class TablePieces: @unchecked Sendable {
  // Unchecked: its user calls it from one thread at a time.
  private static let pieceSize = 1 << 19
  /// No record is longer: a quote that is never closed would take in the whole file.
  private static let longestRecord = 1 << 28

  private var source: ContentSource
  private var hash: SHA256? = SHA256()
  /// What was read and not handed out: the beginning of a record.
  private var rest: [UInt8] = []
  private(set) var isAtEnd = false
  /// The bytes of the content that were handed out.
  private(set) var byteCount = 0

  init(_ path: String) throws(DatasetError.Reason) { source = try ContentSource(path) }

  /// What the content will be in all, as far as can be told.
  var expectedByteCount: Int {
    guard source.isCompressed, source.fileBytesRead > 0 else { return source.file.size }
    let ratio = Double(byteCount + rest.count) / Double(source.fileBytesRead)
    return Int(min(Double(source.file.size) * ratio, 1e15))
  }

  /// The first bytes, from which `take` takes what belongs to a header; the others are the first piece's.
  func takeHead(
    _ take: (UnsafeBufferPointer<UInt8>, _ isAll: Bool) -> Int?
  ) throws(DatasetError.Reason) {
    while true {
      try readMore()
      if let taken = rest.withUnsafeBufferPointer({ take($0, isAtEnd) }) {
        rest.removeFirst(taken)
        return
      }
      guard !isAtEnd, rest.count < Self.longestRecord else { return }
    }
  }

  /// The next records; nothing at the end.
  func next(_ columns: CSVColumns) throws(DatasetError.Reason) -> [UInt8] {
    while !isAtEnd {
      if rest.count >= Self.pieceSize,
        let end = rest.withUnsafeBufferPointer({ columns.lastRecordEnd(in: $0) })
      {
        var piece = Array(rest[end...])
        swap(&piece, &rest)
        piece.removeLast(piece.count - end)
        byteCount += piece.count
        return piece
      }
      guard rest.count < Self.longestRecord else { throw .recordTooLong(limit: Self.longestRecord) }
      try readMore()
    }
    defer { rest = [] }
    byteCount += rest.count
    return rest
  }

  /// Reads a piece behind the rest.
  private func readMore() throws(DatasetError.Reason) {
    let start = rest.count
    var reason: DatasetError.Reason?
    rest = [UInt8](unsafeUninitializedCapacity: start + Self.pieceSize) { bytes, total in
      _ = bytes.initialize(from: rest)
      let room = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: bytes[start...]))
      var count = 0
      do throws(DatasetError.Reason) {
        while count < room.count {
          let got = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: room[count...]))
          if got == 0 {
            isAtEnd = true
            break
          }
          count += got
        }
      } catch { reason = error }
      hash?.update(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room).prefix(count)))
      total = start + count
    }
    if let reason { throw reason }
  }

  /// The digest of the content, all of which was handed out, and whether it was compressed.
  /// - Throws: `changed` where the file was written to meanwhile.
  func finish() throws(DatasetError.Reason) -> (sha256: String, isCompressed: Bool) {
    try source.file.checkUnchanged()
    guard let hash = hash.take() else { return ("", source.isCompressed) }
    return (hash.finish(), source.isCompressed)
  }
}
