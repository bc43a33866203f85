#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file that is open for reading.
struct InputFile: ~Copyable {
  private let descriptor: Int32
  /// The size of a regular file.
  let size: Int?

  init(_ path: String) throws(DatasetError.Reason) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.unreadable(errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.unreadable(errno) }
    size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
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

  /// Gives all bytes of a regular file to `body`, whatever was read of it before.
  /// - Returns: what `body` returns; `nil` where it is no regular file, where there is no memory for its bytes, or where it
  ///   becomes shorter meanwhile.
  /// - Throws: `unreadable`.
  func withAllBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) throws(DatasetError.Reason) -> R? {
    guard let size, let memory = malloc(max(size, 1)) else { return nil }
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

  /// The last four bytes of a regular file as a little-endian number: gzip's size of the content modulo 2³²,
  /// if the file is what it seems to be.
  var trailingNumber: Int? {
    guard let size, size >= 4 else { return nil }
    var bytes: (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
    guard pread(descriptor, &bytes, 4, off_t(size - 4)) == 4 else { return nil }
    return Int(bytes.0) | Int(bytes.1) << 8 | Int(bytes.2) << 16 | Int(bytes.3) << 24
  }

  private static func unreadable(_ code: Int32) -> DatasetError.Reason {
    switch code {
    case ENOENT, ENOTDIR: .missing
    case EISDIR: .directory
    case EACCES, EPERM: .permissionDenied
    default: .unreadable(errno: code)
    }
  }
}
