internal import Digests

/// What was read of a file, decompressed where it was in gzip, and its digest.
struct DataFile: Sendable {
  let content: Content
  /// The SHA-256 of the content, in lower-case hexadecimal.
  let sha256: String
  /// Whether the file was in gzip.
  let isCompressed: Bool

  enum Content: Sendable {
    case bytes(ByteBuffer)
    case table(TableContent)
  }

  /// The content as bytes; none of a table.
  var bytes: ByteBuffer {
    if case .bytes(let bytes) = content { bytes } else { GrowingBytes().finish() }
  }

  /// Reads a file.
  /// - Throws: why it cannot be read, or is not what it has to be.
  init(_ path: String, _ reading: FileReading) throws(DatasetError.Reason) {
    switch reading {
    case .whole(let rule): try self.init(path, rule)
    case .table(let rule): try self.init(TableReader(try TablePieces(path), rule))
    }
  }

  /// Reads a table.
  init(_ reader: TableReader) throws(DatasetError.Reason) {
    content = .table(try reader.readAll())
    (sha256, isCompressed) = try reader.pieces.finish()
  }

  /// Reads a file, as far as `rule` lets it.
  /// - Throws: why it cannot be read, or has another size than the rule wants.
  init(_ path: String, _ rule: ContentRule) throws(DatasetError.Reason) {
    var reader = DataFileReader(source: try ContentSource(path))
    let bytes = try reader.readAll(rule)
    content = .bytes(bytes)
    isCompressed = reader.source.isCompressed
    try reader.source.file.checkUnchanged()
    var hash = SHA256()
    bytes.withBytes { hash.update(UnsafeRawBufferPointer($0)) }
    sha256 = hash.finish()
  }

  /// The SHA-256 of a file as it is.
  static func sha256(ofFile path: String) throws(DatasetError.Reason) -> String {
    let file = try InputFile(path)
    var hash = SHA256()
    var buffer = GrowingBytes()
    guard let room = buffer.room(atLeast: 1 << 17) else { throw .outOfMemory(bytes: 1 << 17) }
    while true {
      let got = try file.read(into: room)
      if got == 0 { return hash.finish() }
      hash.update(UnsafeRawBufferPointer(rebasing: room.prefix(got)))
    }
  }
}

/// Reads one file: its first bytes, which tell how much there has to be, and then no more than that.
///
///     plain   the size of the file is compared, then it is read
///     gzip    all of it at once (libdeflate) where one member holds just what is expected;
///             else piece by piece (zlib), which tells what is wrong and stops behind the expected size
private struct DataFileReader: ~Copyable {
  /// Sizes that are not too large by more than this are told exactly.
  private static let slack = 1 << 16
  /// No gzip data expands further: 258 bytes from 2 bits.
  private static let largestExpansion = 1032

  var source: ContentSource
  private var content = GrowingBytes()
  private var count = 0

  init(source: consuming ContentSource) { self.source = source }

  mutating func readAll(_ rule: ContentRule) throws(DatasetError.Reason) -> ByteBuffer {
    let head = try readHead()
    guard !head.isEmpty else { throw .empty }
    switch try rule.size(head) {
    case .atMost(let limit):
      try readRest(atMost: limit, or: .tooLarge(limit: limit))
    case .exactly(let expected):
      if !source.isCompressed {
        try expected.check(source.file.size)
      } else if let whole = try readAtOnce(expected.count) {
        return whole
      }
      _ = try room(atLeast: min(expected.count, largestContent) - count + 1)
      do {
        try readRest(atMost: expected.count + Self.slack, or: .tooLarge(limit: expected.count))
      } catch {
        if case .tooLarge = error { try expected.check(nil) }
        throw error
      }
      try expected.check(count)
    }
    return exchange(&content, with: GrowingBytes()).finish()
  }

  /// What a file of this size can hold at most.
  private var largestContent: Int {
    guard source.isCompressed else { return source.file.size }
    let (largest, isTooLarge) = source.file.size.multipliedReportingOverflow(by: Self.largestExpansion)
    return isTooLarge ? .max / 2 : largest
  }

  /// Reads what a rule looks at. The bytes stay valid until more is read.
  private mutating func readHead() throws(DatasetError.Reason) -> UnsafeBufferPointer<UInt8> {
    let head = try room(atLeast: ContentRule.headLength)
    while count < ContentRule.headLength {
      let got = try source.read(
        into: UnsafeMutableRawBufferPointer(rebasing: head[count..<ContentRule.headLength]))
      if got == 0 { break }
      take(got)
    }
    return UnsafeBufferPointer(
      UnsafeMutableRawBufferPointer(rebasing: head.prefix(count)).assumingMemoryBound(to: UInt8.self))
  }

  private mutating func readRest(
    atMost limit: Int, or reason: DatasetError.Reason
  ) throws(DatasetError.Reason) {
    guard count <= limit else { throw reason }
    while true {
      // Never without room, so that the end is seen.
      let got = try source.read(into: try room(atLeast: 1))
      if got == 0 { return }
      take(got)
      guard count <= limit else { throw reason }
    }
  }

  /// The content of a file of one member that holds `size` bytes; `nil` where it is no such file.
  private mutating func readAtOnce(_ size: Int) throws(DatasetError.Reason) -> ByteBuffer? {
    // The compressed file is held in memory meanwhile: one that is much larger than its content is not worth
    // that.
    guard size <= largestContent, source.file.size <= size + size / 8 + Self.slack else { return nil }
    var whole = GrowingBytes()
    guard let room = whole.room(atLeast: max(size, 1)) else { throw .outOfMemory(bytes: size) }
    let target = UnsafeMutableRawBufferPointer(rebasing: room.prefix(size))
    guard try source.file.withAllBytes({ GzipFile.inflate($0, into: target) }) == true else { return nil }
    whole.commit(size)
    return whole.finish()
  }

  private mutating func room(atLeast minimum: Int) throws(DatasetError.Reason)
    -> UnsafeMutableRawBufferPointer
  {
    guard let room = content.room(atLeast: max(minimum, 1)) else {
      throw .outOfMemory(bytes: count + minimum)
    }
    return room
  }

  private mutating func take(_ added: Int) {
    content.commit(added)
    count += added
  }
}
