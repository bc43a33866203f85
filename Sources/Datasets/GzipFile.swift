internal import CDeflate

/// libdeflate's decompressor for a gzip file that is in memory as a whole: four times as fast as zlib's,
/// which need not know how much is to come and tells what is wrong with a broken file. Content and length are
/// checked by the trailer, not the header by its own optional checksum.
enum GzipFile {
  /// Decompresses a file of one member that holds exactly `room.count` bytes.
  /// - Returns: whether it is such a file. If not, the room holds anything.
  static func inflate(_ file: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer) -> Bool {
    guard let decompressor = libdeflate_alloc_decompressor() else { return false }
    defer { libdeflate_free_decompressor(decompressor) }
    var (read, written) = (0, 0)
    let result = libdeflate_gzip_decompress_ex(
      decompressor, file.baseAddress, file.count, room.baseAddress, room.count, &read, &written)
    return result == LIBDEFLATE_SUCCESS && read == file.count && written == room.count
  }
}
