import Testing

@testable import Datasets

/// Files that cannot be read, or not decompressed.
@Suite struct MalformedFileTests {
  private let compressed = gzip(idx([4, 2, 3], SmallIDX.pixels))

  @Test func missing() throws {
    var small = try SmallIDX()
    small.files.images = small.folder.reference("nowhere")
    expectError(small.description, "nowhere: error: no such file")
  }

  @Test func folderInPlaceOfAFile() throws {
    var small = try SmallIDX()
    small.files.labels = try small.folder.makeFolder("folder")
    expectError(small.description, "folder: error: it is a directory, not a file")
  }

  @Test func everyFileIsReported() throws {
    var small = try SmallIDX()
    small.files.images = small.folder.reference("nowhere")
    small.test = .init(images: small.files.images, labels: try small.folder.write("bad", [1, 2, 3, 4]))
    small.files.labels.sha256 = "00"
    let found = try DataFile.read([small.folder.reference("labels")])[0].sha256
    expectError(
      small.description,
      """
      nowhere: error: no such file
      labels: error: the content is not the declared one: its SHA-256 is \(found), declared is 00
      nowhere: error: no such file
      """)
  }

  @Test func empty() throws {
    try SmallIDX().expect(images: [], "images: error: the file is empty")
    try SmallIDX().expect(images: gzip([]), "images: error: the file is empty")
  }

  @Test func digestMismatch() throws {
    // The SHA-256 of "abc" (FIPS 180-4's example), declared for a file that ends otherwise.
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    let abd = "a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9"
    try SmallIDX().expect(
      images: Array("abd".utf8), sha256: abc,
      "images: error: the content is not the declared one: its SHA-256 is \(abd), declared is \(abc)")
    try SmallIDX().expect(
      images: gzip(Array("abd".utf8)), sha256: abc.uppercased(),
      "images: error: the content is not the declared one: its SHA-256 is \(abd), declared is \(abc)")
    try SmallIDX().expect(
      images: Array("abc".utf8), sha256: abc.uppercased(),
      "images: error: the IDX header is cut short: the file has 3 bytes")
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

  @Test func sizeLimit() throws {
    let folder = try TemporaryFolder()
    let content = [UInt8](repeating: 7, count: 200_000)
    let files = [try folder.write("plain", content), try folder.write("compressed", gzip(content + content))]
    #expect(try DataFile.read(files, sizeLimit: 400_000).map(\.content.count) == [200_000, 400_000])
    do {
      _ = try DataFile.read(files, sizeLimit: 199_999)
      Issue.record("the files are accepted")
    } catch {
      #expect(
        error.description == """
          plain: error: the content is larger than 199999 bytes
          compressed: error: the content is larger than 199999 bytes
          """)
    }
  }
}
