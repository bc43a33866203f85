#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The content of a file from its beginning on, decompressed where the file is in gzip.
struct ContentSource: ~Copyable {
  /// Pieces that fit the second-level cache along with the decompressor's window.
  private static let pieceSize = 1 << 17

  let file: InputFile
  private let chunk: UnsafeMutableRawBufferPointer
  /// What was read of the file to see what it is, and not given out yet.
  private var pending: UnsafeMutableRawBufferPointer
  /// `nil` for a plain file.
  private let gzip: GzipStream?
  /// Whether a member of the gzip file has ended and no other has begun.
  private var isBetweenMembers = false

  /// How many bytes of the file were read.
  private(set) var fileBytesRead = 0

  var isCompressed: Bool { gzip != nil }

  /// - Throws: why the file cannot be read; `empty` where there is nothing in it.
  init(_ path: String) throws(DatasetError.Reason) {
    let file = try InputFile(path)
    guard let memory = malloc(Self.pieceSize) else { throw .outOfMemory(bytes: Self.pieceSize) }
    let chunk = UnsafeMutableRawBufferPointer(start: memory, count: Self.pieceSize)
    do throws(DatasetError.Reason) {
      let count = try file.read(into: chunk)
      guard count > 0 else { throw .empty }
      let first = UnsafeMutableRawBufferPointer(rebasing: chunk.prefix(count))
      gzip = first.starts(with: GzipStream.magic) ? try GzipStream() : nil
      gzip?.supply(first.assumingMemoryBound(to: UInt8.self))
      pending = first
    } catch {
      free(memory)
      throw error
    }
    self.chunk = chunk
    self.file = file
    fileBytesRead = pending.count
  }

  deinit { free(chunk.baseAddress) }

  /// Reads on into `room`, which is not empty.
  /// - Returns: how many bytes were written; 0 at the end.
  mutating func read(into room: UnsafeMutableRawBufferPointer) throws(DatasetError.Reason) -> Int {
    let room = UnsafeMutableRawBufferPointer(rebasing: room.prefix(Self.pieceSize))
    if let gzip { return try inflate(gzip, into: room) }
    guard !pending.isEmpty else {
      let got = try file.read(into: room)
      fileBytesRead += got
      return got
    }
    let count = min(pending.count, room.count)
    room.copyMemory(from: UnsafeRawBufferPointer(rebasing: pending.prefix(count)))
    pending = UnsafeMutableRawBufferPointer(rebasing: pending.dropFirst(count))
    return count
  }

  private mutating func inflate(
    _ gzip: GzipStream, into room: UnsafeMutableRawBufferPointer
  ) throws(DatasetError.Reason) -> Int {
    while true {
      if gzip.pending.isEmpty {
        let got = try file.read(into: chunk)
        fileBytesRead += got
        if got == 0 {
          // A whole member is never held back: its trailer is read after the last of its content.
          guard isBetweenMembers else { throw .truncatedGzip }
          return 0
        }
        gzip.supply(
          UnsafeMutableRawBufferPointer(rebasing: chunk.prefix(got)).assumingMemoryBound(to: UInt8.self))
      }
      if isBetweenMembers {
        guard gzip.pending.first == GzipStream.magic[0] else { throw .bytesAfterGzip }
        gzip.reset()
        isBetweenMembers = false
      }
      let (written, progress) = try gzip.inflate(into: room)
      if case .memberEnd = progress { isBetweenMembers = true }
      if written > 0 { return written }
    }
  }
}
