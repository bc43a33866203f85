internal import Digests
internal import Tables

/// A table's content cut into pieces of whole records, and its digest. The pieces are made by one thread at a
/// time, and go into the digest by one at a time; no more of the content is in memory than they are.
final class TablePieces: @unchecked Sendable {
  // Unchecked: its user makes pieces on one thread at a time, and calls `digest` on one at a time; the two
  // share nothing.
  private static let pieceSize = 1 << 17
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
    var head: [UInt8] = []
    var count = 0
    repeat {
      count = try read(behind: count, of: &head)
      if let taken = head.withUnsafeBufferPointer({
        take(UnsafeBufferPointer(rebasing: $0[..<count]), isAtEnd)
      }) {
        rest = Array(head[taken..<count])
        head.withUnsafeBytes { digest(UnsafeRawBufferPointer(rebasing: $0[..<taken])) }
        return
      }
    } while !isAtEnd && count < Self.longestRecord
    rest = Array(head[..<count])
  }

  /// The next records, written to the beginning of `piece`, which is made larger where it has to be.
  /// - Returns: how many bytes they are; 0 at the end.
  func next(_ columns: CSVColumns, into piece: inout [UInt8]) throws(DatasetError.Reason) -> Int {
    var count = rest.count
    makeRoom(count, in: &piece)
    piece.replaceSubrange(..<count, with: rest)
    rest.removeAll(keepingCapacity: true)
    while !isAtEnd {
      guard count < Self.longestRecord else { throw .recordTooLong(limit: Self.longestRecord) }
      count = try read(behind: count, of: &piece)
      if !isAtEnd,
        let end = piece.withUnsafeBufferPointer({
          columns.lastRecordEnd(in: UnsafeBufferPointer(rebasing: $0[..<count]))
        })
      {
        rest.append(contentsOf: piece[end..<count])
        count = end
        break
      }
    }
    byteCount += count
    return count
  }

  private func makeRoom(_ count: Int, in bytes: inout [UInt8]) {
    if bytes.count < count { bytes.append(contentsOf: repeatElement(0, count: count - bytes.count)) }
  }

  /// Reads as much behind the first bytes as they are, and a piece at least: the end of a long record is not
  /// looked for in the same bytes again and again.
  /// - Returns: how many bytes there are then.
  private func read(behind start: Int, of bytes: inout [UInt8]) throws(DatasetError.Reason) -> Int {
    // No more than a small file has, and one byte behind its end.
    let piece = source.isCompressed ? Self.pieceSize : min(Self.pieceSize, source.file.size + 1)
    let wanted = start + max(start, piece)
    makeRoom(wanted, in: &bytes)
    var count = start
    var reason: DatasetError.Reason?
    bytes.withUnsafeMutableBytes { bytes in
      do throws(DatasetError.Reason) {
        while count < wanted, !isAtEnd {
          let got = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[count..<wanted]))
          isAtEnd = got == 0
          count += got
        }
      } catch { reason = error }
    }
    if let reason { throw reason }
    return count
  }

  /// Takes the next piece that was handed out into the digest.
  func digest(_ piece: UnsafeRawBufferPointer) { hash?.update(piece) }

  /// The digest of the content, all of which was handed out and went into it, and whether it was compressed.
  /// - Throws: `changed` where the file was written to meanwhile.
  func finish() throws(DatasetError.Reason) -> (sha256: String, isCompressed: Bool) {
    try source.file.checkUnchanged()
    guard let hash = hash.take() else { return ("", source.isCompressed) }
    return (hash.finish(), source.isCompressed)
  }
}
