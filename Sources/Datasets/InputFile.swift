#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A regular file that is open for reading.
struct InputFile: ~Copyable {
  private let descriptor: Int32
  /// Its size when it was opened.
  let size: Int
  private let opened: Version

  /// What changes when a file is written to.
  private struct Version: Equatable {
    var size: Int
    var seconds: Int
    var nanoseconds: Int

    init(_ status: stat) {
      size = Int(status.st_size)
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      (seconds, nanoseconds) = (Int(time.tv_sec), Int(time.tv_nsec))
    }
  }

  /// - Throws: why the file cannot be opened; `special` for what is no regular file, such as a pipe, which
  ///   might never
  ///   end.
  init(_ path: String) throws(DatasetError.Reason) {
    // Not to wait for somebody to write into a pipe.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw Self.unreadable(errno) }
    var status = stat()
    if let reason = fstat(file, &status) == 0 ? Self.reason(status.st_mode) : Self.unreadable(errno) {
      close(file)
      throw reason
    }
    descriptor = file
    opened = Version(status)
    size = opened.size
  }

  /// Why a file of a mode is not read; `nil` for a regular one.
  private static func reason(_ mode: mode_t) -> DatasetError.Reason? {
    switch mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: .special(kind: "a directory")
    case S_IFIFO: .special(kind: "a named pipe")
    case S_IFSOCK: .special(kind: "a socket")
    default: .special(kind: "a device")
    }
  }

  deinit { close(descriptor) }

  /// Reads on into `buffer`.
  /// - Returns: how many bytes; 0 at the end of the file.
  /// - Throws: `unreadable`.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DatasetError.Reason) -> Int {
    while true {
      #if canImport(Darwin)
        let got = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Glibc)
        let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        let got = Musl.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if got >= 0 { return got }
      if errno != EINTR { throw Self.unreadable(errno) }
    }
  }

  /// Whether the file was written to since it was opened.
  /// - Throws: `changed` where it was.
  func checkUnchanged() throws(DatasetError.Reason) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.unreadable(errno) }
    guard Version(status) == opened else { throw .changed }
  }

  /// Gives all bytes of the file to `body`, whatever was read of it before.
  /// - Returns: what `body` returns; `nil` where there is no memory for the bytes, or where the file becomes
  ///   shorter
  ///   meanwhile.
  /// - Throws: `unreadable`.
  func withAllBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) throws(DatasetError.Reason) -> R? {
    guard let memory = malloc(max(size, 1)) else { return nil }
    defer { free(memory) }
    var count = 0
    while count < size {
      let got = pread(descriptor, memory + count, min(size - count, 1 << 30), off_t(count))
      if got == 0 { return nil }
      if got < 0, errno != EINTR { throw Self.unreadable(errno) }
      count += max(got, 0)
    }
    return body(UnsafeRawBufferPointer(start: memory, count: size))
  }

  private static func unreadable(_ code: Int32) -> DatasetError.Reason {
    switch code {
    case ENOENT, ENOTDIR: .missing
    case ENXIO, EOPNOTSUPP: .special(kind: "a socket or a device")
    case EACCES, EPERM: .permissionDenied
    default: .unreadable(errno: code)
    }
  }
}
