#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Files that appear whole or not at all.
package enum AtomicFile {
  /// Writes `bytes` to `path` so that a reader, or a machine that loses power, sees either the old
  /// content or the new.
  ///
  /// The bytes go to a temporary name in the same folder, are synchronised to the disk, and take the
  /// place of `path` by a rename, which is synchronised too. On failure nothing is left behind. A file
  /// that already holds these bytes is not touched, so that its modification time keeps its meaning.
  ///
  /// - Returns: whether the file was written; false where it held these bytes already.
  /// - Throws: `ReportFileError` with the path and the system's reason.
  @discardableResult
  package static func write(_ bytes: [UInt8], to path: String) throws(ReportFileError) -> Bool {
    if holds(bytes, at: path) { return false }
    let folder = folder(of: path)
    let (descriptor, temporary) = try create(in: folder, for: path)
    do throws(ReportFileError) {
      // The umask applied to the new file; one that takes an old one's place keeps its permissions.
      var old = stat()
      if stat(path, &old) == 0 { fchmod(descriptor, old.st_mode & 0o777) }
      do throws(ReportFileError) {
        try write(bytes, to: descriptor, path: path)
        try check(retrying { fsync(descriptor) }, "cannot write", path)
      } catch {
        close(descriptor)
        throw error
      }
      try check(close(descriptor), "cannot write", path)
      try check(rename(temporary, path), "cannot write", path)
    } catch {
      unlink(temporary)
      throw error
    }
    try synchronise(folder: folder)
    return true
  }

  /// Writes text as UTF-8; else as for bytes.
  @discardableResult
  package static func write(_ text: String, to path: String) throws(ReportFileError) -> Bool {
    try write(Array(text.utf8), to: path)
  }
}

/// A file that could not be written.
package struct ReportFileError: Error, Equatable, CustomStringConvertible {
  /// What was tried: `cannot write`.
  package let action: String
  package let path: String
  /// The system's error number.
  package let code: Int32
  /// Where the results were written instead.
  package var rescued: String?

  package var description: String {
    "\(action) '\(path)': \(String(cString: strerror(code)))"
      + (rescued.map { "; the results were written to '\($0)' instead" } ?? "")
  }
}

extension AtomicFile {
  /// Makes a folder and those above it, where they are not there yet.
  package static func makeFolder(_ path: String) throws(ReportFileError) {
    if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    let code = errno
    let parent = folder(of: path)
    guard code == ENOENT, parent != path else {
      throw ReportFileError(action: "cannot create", path: path, code: code)
    }
    try makeFolder(parent)
    if mkdir(path, 0o777) != 0, errno != EEXIST {
      throw ReportFileError(action: "cannot create", path: path, code: errno)
    }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Creates a file in a folder and removes it.
  static func probe(_ folder: String) throws(ReportFileError) {
    let (descriptor, name) = try create(in: folder, for: folder)
    close(descriptor)
    unlink(name)
  }

  /// Removes the temporary files of programs that were killed.
  static func removeLeftovers(in folder: String) {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".nnrun-"), name.hasSuffix(".tmp") { unlink("\(folder)/\(name)") }
    }
  }

  /// Opens a new file with a name of its own. The name does not contain the target's, which may
  /// already be as long as a name can be.
  private static func create(
    in folder: String, for path: String
  ) throws(ReportFileError) -> (descriptor: Int32, name: String) {
    while true {
      let mark = String(UInt64.random(in: 0...UInt64.max), radix: 36)
      let name = "\(folder)/.nnrun-\(mark).tmp"
      let descriptor = retrying { open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
      if descriptor >= 0 { return (descriptor, name) }
      guard errno == EEXIST else {
        throw ReportFileError(action: "cannot write", path: path, code: errno)
      }
    }
  }

  private static func write(
    _ bytes: [UInt8], to descriptor: Int32, path: String
  ) throws(ReportFileError) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        retrying {
          pwrite(
            descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset, off_t(offset))
        }
      }
      guard count >= 0 else { throw ReportFileError(action: "cannot write", path: path, code: errno) }
      offset += count
    }
  }

  /// Makes the rename last. File systems that cannot synchronise a folder say so with `EINVAL` or
  /// `ENOTSUP`: there nothing better can be done.
  static func synchronise(folder: String) throws(ReportFileError) {
    let descriptor = retrying { open(folder, O_RDONLY | O_CLOEXEC) }
    // A folder may be writable but not readable; its files are still in place.
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard retrying({ fsync(descriptor) }) != 0, errno != EINVAL, errno != ENOTSUP else { return }
    throw ReportFileError(action: "cannot synchronise", path: folder, code: errno)
  }

  /// Whether `path` is a regular file with exactly this content.
  private static func holds(_ bytes: [UInt8], at path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      Int(status.st_size) == bytes.count
    else { return false }
    let descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var offset = 0
    while true {
      let count = buffer.withUnsafeMutableBytes { chunk in
        retrying { read(descriptor, chunk.baseAddress, chunk.count) }
      }
      guard count > 0 else { return count == 0 && offset == bytes.count }
      guard offset + count <= bytes.count,
        buffer[..<count].elementsEqual(bytes[offset..<offset + count])
      else { return false }
      offset += count
    }
  }

  private static func check(
    _ result: Int32, _ action: String, _ path: String
  ) throws(ReportFileError) {
    guard result == 0 else { throw ReportFileError(action: action, path: path, code: errno) }
  }

  /// Repeats a call that a signal interrupted.
  private static func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
      let result = call()
      if result == -1, errno == EINTR { continue }
      return result
    }
  }
}
