internal import CZlib

/// zlib's decompressor for one gzip file: it begins before it knows how much is to come, and tells what is
/// wrong.
final class GzipStream {
  enum Progress {
    /// There is more to come of this member, or more input is needed.
    case running
    /// A member has ended; a file may have several, one behind the other.
    case memberEnd
  }

  /// The bytes that every gzip member begins with.
  static let magic: [UInt8] = [0x1F, 0x8B]

  // zlib's state refers back to the stream, so it stays at one address.
  private let stream: UnsafeMutablePointer<z_stream>

  init() throws(DatasetError.Reason) {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15: the largest window; 16: gzip, with its checksum, and nothing else.
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else {
      stream.deallocate()
      throw .outOfMemory(bytes: 1 << 16)
    }
    self.stream = stream
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// What is left of the input.
  var pending: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: stream.pointee.next_in, count: Int(stream.pointee.avail_in))
  }

  /// Takes the next part of the file, which stays where it is until it is used up.
  func supply(_ input: UnsafeMutableBufferPointer<UInt8>) {
    stream.pointee.next_in = input.baseAddress
    stream.pointee.avail_in = uInt(input.count)
  }

  /// Begins the next member.
  func reset() { inflateReset(stream) }

  /// Decompresses into `room` as far as input and room go.
  /// - Returns: how many bytes were written, and what comes next.
  /// - Throws: `corruptGzip` or `outOfMemory`.
  func inflate(
    into room: UnsafeMutableRawBufferPointer
  ) throws(DatasetError.Reason) -> (written: Int, Progress) {
    stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = uInt(room.count)
    let before = stream.pointee.avail_in
    let result = CZlib.inflate(stream, Z_NO_FLUSH)
    let written = room.count - Int(stream.pointee.avail_out)
    switch result {
    case Z_STREAM_END: return (written, .memberEnd)
    case Z_OK: return (written, .running)
    case Z_BUF_ERROR where before == 0: return (written, .running)
    case Z_MEM_ERROR: throw .outOfMemory(bytes: 1 << 16)
    default: throw .corruptGzip(detail: stream.pointee.msg.map { String(cString: $0) } ?? "invalid data")
    }
  }
}
