import Digests
import Foundation
import Model
import Testing

@testable import Datasets

/// Files that cannot be read, or not decompressed.
@Suite struct MalformedFileTests {
  private let compressed = gzip(idx([4, 2, 3], SmallIDX.pixels))

  @Test func missing() throws {
    var small = try SmallIDX()
    small.files.images = small.folder.reference("nowhere")
    expectError(small.declaration, "nowhere: error: no such file")
  }

  @Test func folderInPlaceOfAFile() throws {
    var small = try SmallIDX()
    small.files.labels = try small.folder.makeFolder("folder")
    expectError(small.declaration, "folder: error: it is a directory, not a file")
  }

  /// A pipe into which nobody writes would be waited for for ever, and a device may never end.
  @Test(.timeLimit(.minutes(1))) func noRegularFile() throws {
    var small = try SmallIDX()
    small.files.images = try small.folder.makePipe("pipe")
    small.files.labels = small.folder.reference("/dev/zero")
    expectError(
      small.declaration,
      """
      pipe: error: it is a named pipe, not a file
      /dev/zero: error: it is a device, not a file
      """)
  }

  @Test func everyFileIsReported() throws {
    var small = try SmallIDX()
    small.files.images = small.folder.reference("nowhere")
    small.test = .init(images: small.files.images, labels: try small.folder.write("bad", [1, 2, 3, 4]))
    small.files.labels.sha256 = "00"
    let found = try small.folder.read("labels", .labels).sha256
    expectError(
      small.declaration,
      """
      nowhere: error: no such file
      labels: error: the content is not the declared one: the SHA-256 of the content is \(found), declared is 00
      nowhere: error: no such file
      bad: error: not an IDX file: it does not begin with two zero bytes
      """)
  }

  @Test func empty() throws {
    try SmallIDX().expect(images: [], "images: error: the file is empty")
    try SmallIDX().expect(images: gzip([]), "images: error: the file is empty")
  }

  @Test func digestMismatch() throws {
    let content = idx([4, 2, 3], SmallIDX.pixels)
    let found = SHA256.digest(of: content), compressed = SHA256.digest(of: gzip(content))
    // The SHA-256 of "abc" (FIPS 180-4's example).
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    let message = "images: error: the content is not the declared one: the SHA-256 of the"
    try SmallIDX().expect(
      images: content, sha256: abc, "\(message) content is \(found), declared is \(abc)")
    try SmallIDX().expect(
      images: gzip(content), sha256: abc.uppercased(),
      "\(message) decompressed content is \(found), declared is \(abc)")
    try SmallIDX().expect(
      images: gzip(content), sha256: compressed,
      "\(message) decompressed content is \(found), declared is \(compressed), "
        + "which is the SHA-256 of the compressed file")
    var small = try SmallIDX()
    small.files.images = try small.folder.write("images", gzip(content), sha256: found.uppercased())
    _ = try Dataset(small.declaration)
  }

  @Test func truncatedAnywhere() throws {
    // Less than the two magic bytes is not recognised as gzip.
    for count in 2..<compressed.count {
      try SmallIDX().expect(
        images: Array(compressed.prefix(count)), "images: error: the gzip data is cut short")
    }
  }

  @Test func corruptChecksum() throws {
    try SmallIDX().expect(
      images: gzip(idx([4, 2, 3], SmallIDX.pixels), checksum: 1),
      "images: error: the gzip data is corrupt: incorrect data check")
  }

  @Test func corruptContent() throws {
    var bytes = compressed
    bytes[20] ^= 0x10
    try SmallIDX().expect(images: bytes, "images: error: the gzip data is corrupt: incorrect data check")
  }

  @Test func corruptBlock() throws {
    var bytes = compressed
    bytes[10] = 0x07
    try SmallIDX().expect(images: bytes, "images: error: the gzip data is corrupt: invalid block type")
  }

  @Test(arguments: [0, 1, 1_000_000, UInt32.max]) func lyingSize(size: UInt32) throws {
    try SmallIDX().expect(
      images: gzip(idx([4, 2, 3], SmallIDX.pixels), size: size),
      "images: error: the gzip data is corrupt: incorrect length check")
  }

  @Test func bytesBehindGzip() throws {
    try SmallIDX().expect(
      images: compressed + [0, 0], "images: error: there are other bytes behind the gzip data")
    try SmallIDX().expect(images: compressed + [0x1F], "images: error: the gzip data is cut short")
    try SmallIDX().expect(
      images: compressed + [0x1F, 0x00], "images: error: the gzip data is corrupt: incorrect header check")
  }

  @Test func tablesHaveALimit() throws {
    let folder = try TemporaryFolder()
    let content = Array(String(repeating: "1,2,3\n", count: 200_000).utf8)
    try folder.write("plain", content)
    try folder.write("compressed", gzip(content))
    let rule = TableRule(CSVFormat(header: false, targets: [.number(1)]), DatasetDeclaration())
    for name in ["plain", "compressed"] {
      let path = "\(folder.path)/\(name)"
      #expect(try TableReader(TablePieces(path), rule, limit: content.count).readAll().count == 200_000)
      #expect(throws: DatasetError.Reason.tooLarge(limit: content.count - 1)) {
        try TableReader(TablePieces(path), rule, limit: content.count - 1).readAll()
      }
    }
  }

  /// What was read of a file that is written to meanwhile is not what its digest is of.
  @Test func changedMeanwhile() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", [1, 2, 3])
    let file = try InputFile("\(folder.path)/file")
    try file.checkUnchanged()
    let handle = try #require(FileHandle(forWritingAtPath: "\(folder.path)/file"))
    try handle.seekToEnd()
    try handle.write(contentsOf: [4])
    try handle.close()
    #expect(throws: DatasetError.Reason.changed) { try file.checkUnchanged() }
    #expect(DatasetError.Reason.changed.message == "the file changed while it was read")
  }

  /// Of a file that is much longer than its header says, no more is read than shows that.
  @Test func noMoreIsReadThanTheHeaderSays() throws {
    let content = idx([4, 2, 3], SmallIDX.pixels)
    let message = "images: error: too long: the IDX header says 4×2×3 = 24 bytes,"
    let zeros = [UInt8](repeating: 0, count: 300_000)
    try SmallIDX().expect(images: content + zeros, "\(message) 300024 follow")
    try SmallIDX().expect(images: gzip(content + zeros), "\(message) many more follow")
    try SmallIDX().expect(images: gzip(content + [1, 2]), "\(message) 26 follow")
    // It is cut short far behind the place up to which it is read.
    try SmallIDX().expect(images: Array(gzip(content + zeros).dropLast(9)), "\(message) many more follow")
  }

  /// A header that promises more than the file can hold makes no room for it.
  @Test func noRoomIsMadeForWhatCannotCome() throws {
    let promise = idx([1 << 30, 1 << 10, 1 << 10], SmallIDX.pixels)
    let message =
      "images: error: cut short: the IDX header says 1073741824×1024×1024 = 1125899906842624 bytes, 24 follow"
    try SmallIDX().expect(images: promise, message)
    try SmallIDX().expect(images: gzip(promise), message)
  }
}
