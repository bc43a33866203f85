internal import Digests
import Foundation

/// The folder of an experiment's results, whose files change together.
///
/// A run writes what is new or different below `.nnrun-new`, and its manifest there last:
///
///     results/NAME/trials.csv  figures/loss.svg  manifest.json     what stands: the old set
///     results/NAME/.nnrun-new/trials.csv                           what differs in the new set
///     results/NAME/.nnrun-new/manifest.json                        written last: now the new set counts
///
/// Then each new file is renamed into place, what the old manifest lists and the new one does not is removed,
/// and the new manifest takes the old one's place. A program that is killed before the new manifest stands
/// below `.nnrun-new` leaves the old set; one that is killed later leaves all that is needed to end the
/// exchange, which ``mend()`` does before anything else reads or writes the folder. The manifest has the
/// digest of every file, so that a mixture is recognised as well. Files that no manifest lists are left
/// alone, and files that stay the same keep their modification times.
package struct ResultsFolder {
  package let path: String

  package init(_ path: String) { self.path = path }

  static let manifest = "manifest.json"
  private static let staging = ".nnrun-new"

  private var staged: String { "\(path)/\(Self.staging)" }

  /// The files that the manifest lists with their SHA-256; `nil` where there is no manifest with a list.
  package var listing: [String: String]? { Self.listing(at: "\(path)/\(Self.manifest)") }

  /// Whether a file is there with the given digest.
  package func holds(_ name: String, _ digest: String) -> Bool {
    Self.digest(of: "\(path)/\(name)") == digest
  }

  /// Ends or undoes what a program that was killed left here, and removes its temporary files.
  /// - Returns: whether an exchange was ended: until then, the folder was from two runs.
  @discardableResult
  package func mend() throws(ReportFileError) -> Bool {
    try locked { () throws(ReportFileError) in try mendAlone() }
  }

  /// The same, for who has the folder alone.
  func mendAlone() throws(ReportFileError) -> Bool {
    for folder in [path, "\(path)/figures"] { AtomicFile.removeLeftovers(in: folder) }
    var status = stat()
    guard lstat(staged, &status) == 0 else { return false }
    let new = Self.listing(at: "\(staged)/\(Self.manifest)")
    let isWhole = new?.allSatisfy { Self.digest(of: "\(staged)/\($0)") == $1 || holds($0, $1) }
    if isWhole == true { try complete() } else { try dropStaged() }
    return isWhole == true
  }

  /// Makes the folder where it is not there.
  /// - Returns: whether it was made.
  package func make() throws(ReportFileError) -> Bool {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return false }
    try AtomicFile.makeFolder(path)
    return true
  }

  /// Creates and removes files, to learn before hours of training what could not be written: the folder,
  /// those that are in it already, and files in whose place there is a folder.
  /// - Parameter names: the files to be written, by their paths within the folder.
  /// - Throws: `ReportFileError` with the first of them.
  package func probe(_ names: [String]) throws(ReportFileError) {
    try locked { () throws(ReportFileError) in
      try AtomicFile.probe(path)
      try AtomicFile.makeFolder(staged)
      defer { rmdir(staged) }
      try AtomicFile.probe(staged)
      for folder in Set(names.map { AtomicFile.folder(of: "\(path)/\($0)") }).sorted() {
        var status = stat()
        if lstat(folder, &status) == 0 { try AtomicFile.probe(folder) }
      }
      for name in names + [Self.manifest] { try checkIsNoFolder(name) }
    }
  }

  private func checkIsNoFolder(_ name: String) throws(ReportFileError) {
    var status = stat()
    guard lstat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return }
    throw ReportFileError(action: "cannot write", path: "\(path)/\(name)", code: EISDIR)
  }

  /// Does something that no other program does meanwhile: two runs into one folder would mix their files.
  func locked<Result>(_ action: () throws(ReportFileError) -> Result) throws(ReportFileError) -> Result {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    // A folder that may be written and not read, and a file system without locks, are used as they are.
    if descriptor >= 0 { while flock(descriptor, LOCK_EX) != 0, errno == EINTR {} }
    defer { if descriptor >= 0 { close(descriptor) } }
    return try action()
  }

  /// Removes the folder where it is empty: a run that made it and was ended before its results leaves
  /// nothing.
  package func removeIfEmpty() { rmdir(path) }

  /// Writes what differs below `.nnrun-new`, the manifest last. Nothing that stands is touched.
  func stage(_ files: [ResultFile], manifest: String) throws(ReportFileError) {
    do throws(ReportFileError) {
      for file in files {
        let name = file.name
        try checkIsNoFolder(name)
        if holds(name, file.digest) { continue }
        try AtomicFile.makeFolder(AtomicFile.folder(of: "\(staged)/\(name)"))
        try AtomicFile.write(file.bytes, to: "\(staged)/\(name)")
      }
      try AtomicFile.makeFolder(staged)
      try AtomicFile.write(manifest, to: "\(staged)/\(Self.manifest)")
    } catch {
      // Why the files cannot be written says more than why what was written of them cannot be removed; the
      // next run finds it.
      try? dropStaged()
      throw error
    }
  }

  /// Puts what was staged into place. What was done of it before is not done again.
  func complete() throws(ReportFileError) {
    let new = Self.listing(at: "\(staged)/\(Self.manifest)") ?? [:]
    for name in new.keys.sorted() { try place(name) }
    for (name, digest) in listing ?? [:] where new[name] == nil {
      // A file that somebody changed, or that has a new name by another spelling, is not the old one.
      if holds(name, digest), !new.keys.contains(where: { isSame($0, name) }) { remove(name) }
    }
    try place(Self.manifest)
    // The results are in place; an empty folder that stays is removed by the next run.
    try? dropStaged()
    try AtomicFile.synchronise(folder: path)
  }

  private func place(_ name: String) throws(ReportFileError) {
    var (new, old) = (stat(), stat())
    let (source, target) = ("\(staged)/\(name)", "\(path)/\(name)")
    guard lstat(source, &new) == 0 else { return }
    // Where nothing differs, the file keeps its modification time.
    if name == Self.manifest, let digest = Self.digest(of: source), holds(name, digest) { return }
    let folder = AtomicFile.folder(of: target)
    try AtomicFile.makeFolder(folder)
    if stat(target, &old) == 0 { chmod(source, old.st_mode & 0o777) }
    guard rename(source, target) == 0 else {
      throw ReportFileError(action: "cannot write", path: target, code: errno)
    }
    if folder != path { try AtomicFile.synchronise(folder: folder) }
  }

  /// Removes a file, and the folders below this one that it leaves empty.
  private func remove(_ name: String) {
    unlink("\(path)/\(name)")
    var folder = AtomicFile.folder(of: name)
    while folder != ".", rmdir("\(path)/\(folder)") == 0 { folder = AtomicFile.folder(of: folder) }
  }

  private func isSame(_ first: String, _ second: String) -> Bool {
    var (a, b) = (stat(), stat())
    guard lstat("\(path)/\(first)", &a) == 0, lstat("\(path)/\(second)", &b) == 0 else { return false }
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino
  }

  private func dropStaged() throws(ReportFileError) {
    do {
      try FileManager.default.removeItem(atPath: staged)
    } catch {
      let reason = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      throw ReportFileError(
        action: "cannot remove", path: staged,
        code: reason.map { Int32(truncatingIfNeeded: $0.code) } ?? EACCES)
    }
  }

  private struct Listing: Decodable { var files: [String: String]? }

  /// A manifest's list; none where a name leads out of the folder.
  private static func listing(at path: String) -> [String: String]? {
    guard let data = FileManager.default.contents(atPath: path),
      let files = (try? JSONDecoder().decode(Listing.self, from: data))?.files
    else { return nil }
    let isInside = files.keys.allSatisfy { name in
      name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
        $0 != "" && $0 != "." && $0 != ".."
      }
    }
    return isInside ? files : nil
  }

  /// The digest of a regular file.
  private static func digest(of path: String) -> String? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    var hash = SHA256()
    do {
      while let part = try file.read(upToCount: 1 << 20), !part.isEmpty {
        part.withUnsafeBytes { hash.update($0) }
      }
    } catch {
      return nil
    }
    return hash.finish()
  }
}
