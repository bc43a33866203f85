#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension SourceFile {
  /// Reads a regular file; what may never end, as a pipe or a device, is refused.
  /// - Parameters:
  ///   - path: the file's path, as messages are to show it.
  ///   - limit: the most bytes that are read.
  /// - Returns: the file.
  /// - Throws: `unreadable` or `tooLarge`.
  package static func read(_ path: String, limit: Int) throws(YAMLError) -> SourceFile {
    var bytes: [UInt8] = []
    // Without O_NONBLOCK, opening a FIFO waits for somebody to write into it.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(path, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(path, errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw unreadable(path, EISDIR)
    default: throw YAMLError(.unreadable(.notRegular), at: .whole(SourceFile(path: path, bytes: [])))
    }
    let chunk = 1 << 16
    while true {
      var failure: Int32 = 0
      let count = bytes.count
      bytes.append(contentsOf: repeatElement(0, count: chunk))
      let got = bytes.withUnsafeMutableBytes { buffer in
        let got = Self.readOnce(descriptor, UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
        failure = errno
        return got
      }
      guard got >= 0 else { throw unreadable(path, failure) }
      bytes.removeLast(chunk - got)
      if got == 0 { return SourceFile(path: path, bytes: bytes) }
      if bytes.count > limit {
        throw YAMLError(.tooLarge(limit: limit), at: .whole(SourceFile(path: path, bytes: [])))
      }
    }
  }

  /// `read`, again as long as signals interrupt it.
  private static func readOnce(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      #if canImport(Darwin)
        let got = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Glibc)
        let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        let got = Musl.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if got >= 0 || errno != EINTR { return got }
    }
  }

  private static func unreadable(_ path: String, _ code: Int32) -> YAMLError {
    let reason: YAMLError.UnreadableFile =
      switch code {
      case ENOENT, ENOTDIR: .missing
      case EISDIR: .directory
      case EACCES, EPERM: .permissionDenied
      default: .other(errno: code)
      }
    return YAMLError(.unreadable(reason), at: .whole(SourceFile(path: path, bytes: [])))
  }
}
