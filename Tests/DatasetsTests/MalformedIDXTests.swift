import Model
import Testing

@testable import Datasets

/// Files whose content is not the IDX data that it should be.
@Suite struct MalformedIDXTests {
  private let pixels = SmallIDX.pixels

  @Test func noIDX() throws {
    try SmallIDX().expect(
      images: Array("P5 2 3 255".utf8),
      "images: error: not an IDX file: it does not begin with two zero bytes")
    try SmallIDX().expect(
      images: gzip(gzip(idx([4, 2, 3], pixels))),
      "images: error: not an IDX file: it does not begin with two zero bytes")
  }

  @Test(arguments: [
    (0x0D as UInt8, "32-bit floats (0x0d)"), (0x09, "signed bytes (0x09)"), (0x00, "unknown (0x00)"),
    (0xFF, "unknown (0xff)"),
  ])
  func elementType(code: UInt8, name: String) throws {
    try SmallIDX().expect(
      images: idx([4, 2, 3], pixels, type: code),
      "images: error: the IDX element type is \(name), only unsigned bytes (0x08) are read")
  }

  @Test func labelsInPlaceOfImages() throws {
    try SmallIDX().expect(
      images: idx([4], [0, 1, 2, 0]),
      "images: error: images have two dimensions or more, this IDX file has 1")
    try SmallIDX().expect(
      labels: idx([4, 2, 3], pixels), "labels: error: labels have one dimension, this IDX file has 3")
    try SmallIDX().expect(
      labels: idx([], []), "labels: error: labels have one dimension, this IDX file has 0")
  }

  @Test func headerCutShort() throws {
    let bytes = idx([4, 2, 3], pixels)
    for count in [1, 3, 4, 7, 15] {
      try SmallIDX().expect(
        images: Array(bytes.prefix(count)),
        "images: error: the IDX header is cut short: the file has \(count) byte\(count == 1 ? "" : "s")")
    }
    try SmallIDX().expect(
      images: [0, 0, 8, 255, 0, 0, 0, 1], "images: error: the IDX header is cut short: the file has 8 bytes")
  }

  @Test func contentCutShort() throws {
    try SmallIDX().expect(
      images: idx([4, 2, 3], pixels.dropLast()),
      "images: error: cut short: the IDX header says 4×2×3 = 24 bytes, 23 follow")
    try SmallIDX().expect(
      images: idx([4, 2, 3], []), "images: error: cut short: the IDX header says 4×2×3 = 24 bytes, 0 follow")
  }

  @Test func trailingBytes() throws {
    try SmallIDX().expect(
      images: idx([4, 2, 3], pixels + [0]),
      "images: error: too long: the IDX header says 4×2×3 = 24 bytes, 25 follow")
    try SmallIDX().expect(
      labels: gzip(idx([4], [0, 1, 2, 0, 1])),
      "labels: error: too long: the IDX header says 4 = 4 bytes, 5 follow")
  }

  @Test func noExample() throws {
    try SmallIDX().expect(
      images: idx([0, 2, 3], []), "images: error: the IDX header says 0×2×3: there is no example")
    try SmallIDX().expect(
      images: idx([4, 0, 3], []), "images: error: the IDX header says 4×0×3: there is no example")
    try SmallIDX().expect(labels: idx([0], []), "labels: error: the IDX header says 0: there is no example")
  }

  @Test func overflow() throws {
    let largest = Int(UInt32.max)
    try SmallIDX().expect(
      images: idx([largest, largest, largest], pixels),
      "images: error: the IDX header says 4294967295×4294967295×4294967295, more than any file can hold")
    try SmallIDX().expect(
      images: idx([largest, 1], pixels),
      "images: error: 4294967295 examples, at most 2147483647 are possible")
  }

  @Test func countsDiffer() throws {
    try SmallIDX().expect(labels: idx([3], [0, 1, 2]), "labels: error: 3 labels for the 4 images of images")
  }

  @Test func labelOutOfRange() throws {
    try SmallIDX().expect(
      labels: idx([4], [0, 1, 3, 0]),
      "labels: error: example 3 has label 3, with 3 classes the labels are 0 to 2")
  }

  @Test func bothFilesOfBothSplits() throws {
    var small = try SmallIDX()
    small.test = try .init(
      images: small.folder.write("test-images", [9]), labels: small.folder.write("test-labels", idx([1], [])))
    try small.folder.write("images", idx([4, 2, 3], []))
    expectError(
      small.declaration,
      """
      images: error: cut short: the IDX header says 4×2×3 = 24 bytes, 0 follow
      test-images: error: the IDX header is cut short: the file has 1 byte
      test-labels: error: cut short: the IDX header says 1 = 1 byte, 0 follow
      """)
    try small.folder.write("images", idx([4, 2, 3], pixels))
    try small.folder.write("test-images", idx([2, 2, 3], Array(pixels.prefix(12))))
    try small.folder.write("test-labels", idx([2], [0, 7]))
    try small.folder.write("labels", idx([3], [0, 1, 2]))
    expectError(
      small.declaration,
      """
      labels: error: 3 labels for the 4 images of images
      test-labels: error: example 2 has label 7, with 3 classes the labels are 0 to 2
      """)
  }

  @Test func shapes() throws {
    var small = try SmallIDX()
    small.shape = [3, 2]
    expectError(
      small.declaration, "images: error: the declared shape is 3×2, the examples have 2×3")
    small.shape = []
    small.test = try .init(
      images: small.folder.write("test-images", idx([1, 3, 2], [1, 2, 3, 4, 5, 6])),
      labels: small.folder.write("test-labels", idx([1], [0])))
    expectError(
      small.declaration,
      "dataset 'small': error: the test examples have shape 3×2, the training examples 2×3")
  }

  @Test(arguments: [
    Normalization(standardDeviation: 0), Normalization(standardDeviation: -1), Normalization(mean: .nan),
    Normalization(standardDeviation: .leastNonzeroMagnitude),
    Normalization(mean: 1e300, standardDeviation: 1e-300),
  ])
  func normalization(normalization: Normalization) throws {
    var small = try SmallIDX()
    small.normalization = normalization
    expectError(
      small.declaration,
      "dataset 'small': error: the normalization is not finite, or its standard deviation not above 0")
  }

  @Test func noClasses() throws {
    var small = try SmallIDX()
    small.classes = []
    expectError(small.declaration, "dataset 'small': error: 0 classes")
  }
}
