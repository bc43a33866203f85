internal import Digests
internal import Dispatch

/// The content of a file, decompressed where it was in gzip, and its digest.
struct DataFile: Sendable {
  /// What a file may take at most, decompressed.
  static let sizeLimit = 1 << 32

  let content: ByteBuffer
  /// The SHA-256 of the content, in lower-case hexadecimal.
  let sha256: String

  /// Reads files side by side; the longest goes first if it is put first.
  /// - Parameters:
  ///   - references: the files.
  ///   - sizeLimit: what each may take at most.
  /// - Returns: their contents in the same order.
  /// - Throws: what is wrong with each file that cannot be used.
  static func read(_ references: [FileReference], sizeLimit: Int = sizeLimit) throws(DatasetError)
    -> [DataFile]
  {
    var results = [Result<DataFile, DatasetError.Reason>?](repeating: nil, count: references.count)
    results.withUnsafeMutableBufferPointer { buffer in
      // Each iteration writes to its own slot alone.
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: references.count) { index in
        slots[index] = Result { () throws(DatasetError.Reason) in
          try DataFile(references[index], sizeLimit: sizeLimit)
        }
      }
    }
    var files: [DataFile] = []
    var faults: [DatasetError.Fault] = []
    for (reference, result) in zip(references, results) {
      switch result {
      case .success(let file): files.append(file)
      case .failure(let reason): faults.append(DatasetError.Fault(subject: reference.label, reason: reason))
      case nil: break
      }
    }
    guard faults.isEmpty else { throw DatasetError(faults) }
    return files
  }

  init(_ reference: FileReference, sizeLimit: Int) throws(DatasetError.Reason) {
    var reader = try ContentReader(reference.path, sizeLimit: sizeLimit)
    (content, sha256) = try reader.readAll()
    if let declared = reference.sha256?.lowercased(), declared != sha256 {
      throw .digestMismatch(found: sha256, declared: declared)
    }
    if content.count == 0 { throw .empty }
  }
}

/// Reads one file to its end and hashes its content: as a whole, or piece by piece while each is in the cache.
private struct ContentReader: ~Copyable {
  /// Pieces that fit the second-level cache along with the decompressor's window.
  private static let pieceSize = 1 << 17
  /// The largest compressed file that is held in memory beside its content.
  private static let largestWhole = 1 << 28
  /// No gzip data expands further: 258 bytes from 2 bits.
  private static let largestExpansion = 1032

  private let file: InputFile
  private let sizeLimit: Int
  private let chunk: UnsafeMutableRawBufferPointer
  private var content = GrowingBytes()
  private var hash = SHA256()

  init(_ path: String, sizeLimit: Int) throws(DatasetError.Reason) {
    file = try InputFile(path)
    self.sizeLimit = sizeLimit
    chunk = .allocate(byteCount: Self.pieceSize, alignment: 16)
  }

  deinit { chunk.deallocate() }

  mutating func readAll() throws(DatasetError.Reason) -> (ByteBuffer, sha256: String) {
    let first = try file.read(into: chunk)
    guard first > 0 else { throw .empty }
    if chunk.prefix(first).starts(with: GzipStream.magic) {
      try readCompressed(first)
    } else {
      try readPlain(first)
    }
    return (exchange(&content, with: GrowingBytes()).finish(), exchange(&hash, with: SHA256()).finish())
  }

  private mutating func readPlain(_ first: Int) throws(DatasetError.Reason) {
    // One byte more than there should be, to see the end of the file without growing.
    let expected = min(file.size ?? 0, sizeLimit) + 1
    try room(atLeast: max(expected, first)).copyMemory(
      from: UnsafeRawBufferPointer(rebasing: chunk.prefix(first)))
    try take(first)
    while true {
      let got = try file.read(into: piece(of: try room(atLeast: 1)))
      if got == 0 { return }
      try take(got)
    }
  }

  private mutating func readCompressed(_ first: Int) throws(DatasetError.Reason) {
    if let size = try reserveFromTrailer(), try readAtOnce(size) { return }
    var gzip = try GzipStream()
    var ended = false
    gzip.supply(
      UnsafeMutableRawBufferPointer(rebasing: chunk.prefix(first)).assumingMemoryBound(to: UInt8.self))
    while true {
      if gzip.pending.isEmpty {
        let got = try file.read(into: chunk)
        if got == 0 { break }
        gzip.supply(
          UnsafeMutableRawBufferPointer(rebasing: chunk.prefix(got)).assumingMemoryBound(to: UInt8.self))
      }
      if ended {
        guard gzip.pending.first == GzipStream.magic[0] else { throw .bytesAfterGzip }
        gzip.reset()
        ended = false
      }
      // Never without room, so that the trailer is reached.
      let (written, progress) = try gzip.inflate(into: piece(of: try room(atLeast: 1)))
      try take(written)
      if case .memberEnd = progress { ended = true }
    }
    // A whole member is never held back for want of room: its trailer is read after the last of its content.
    guard ended else { throw .truncatedGzip }
  }

  /// Reads a whole file that holds `size` bytes in one member.
  /// - Returns: whether it is such a file; if not, nothing is read.
  private mutating func readAtOnce(_ size: Int) throws(DatasetError.Reason) -> Bool {
    guard let length = file.size, length <= Self.largestWhole else { return false }
    let room = UnsafeMutableRawBufferPointer(rebasing: try room(atLeast: size).prefix(size))
    let isRead = try file.withAllBytes { GzipFile.inflate($0, into: room) } ?? false
    if isRead { try take(size) }
    return isRead
  }

  /// Makes room for the size that the gzip trailer tells, and returns it. It is only a hint: the trailer is the last
  /// member's, counts modulo 2³² and may lie.
  private mutating func reserveFromTrailer() throws(DatasetError.Reason) -> Int? {
    guard let size = file.size, let hint = file.trailingNumber else { return nil }
    let (largest, overflow) = size.multipliedReportingOverflow(by: Self.largestExpansion)
    guard overflow || hint <= largest, hint <= sizeLimit else { return nil }
    _ = try room(atLeast: hint + 1)
    return hint
  }

  private mutating func room(atLeast count: Int) throws(DatasetError.Reason) -> UnsafeMutableRawBufferPointer
  {
    guard let room = content.room(atLeast: count) else { throw .outOfMemory(bytes: content.count + count) }
    return room
  }

  private func piece(of room: UnsafeMutableRawBufferPointer) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: room.prefix(Self.pieceSize))
  }

  private mutating func take(_ count: Int) throws(DatasetError.Reason) {
    let added = content.commit(count)
    guard content.count <= sizeLimit else { throw .tooLarge(limit: sizeLimit) }
    hash.update(added)
  }
}
