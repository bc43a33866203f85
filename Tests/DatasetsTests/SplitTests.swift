import Digests
import Model
import NeuralNetwork
import Testing

@testable import Datasets

/// What becomes of good files, and what a mini-batch holds.
@Suite struct SplitTests {
  @Test func smallIDX() throws {
    let dataset = try Dataset(SmallIDX().declaration)
    #expect(dataset.train.count == 4)
    #expect(dataset.train.featureCount == 6)
    #expect(dataset.train.targets == .classes([2, 0, 1, 2]))
    #expect(dataset.test == nil)
    #expect(dataset.classCount == 3)
    #expect(dataset.featureShape == [2, 3])
    #expect(dataset.train.rawFeatures(of: 1) == [60, 70, 80, 90, 100, 110])
    #expect(dataset.train.rawFeatures(of: 4) == [])
    #expect(dataset.train.rawFeatures(of: -1) == [])
  }

  @Test func classesAreCountedWhereNoneAreDeclared() throws {
    var small = try SmallIDX()
    small.classes = nil
    #expect(try Dataset(small.declaration).classCount == 3)
    small.classes = ["a", "b", "c", "d"]
    #expect(try Dataset(small.declaration).classCount == 4)
  }

  @Test func compressionIsSeenInTheContent() throws {
    let small = try SmallIDX()
    let plain = try Dataset(small.declaration)
    let content = idx([4, 2, 3], SmallIDX.pixels)
    // Two members one behind the other, the second one's size a bad hint.
    for bytes in [gzip(content), gzip(Array(content.prefix(20))) + gzip(Array(content.dropFirst(20)))] {
      try small.folder.write("images", bytes)
      let dataset = try Dataset(small.declaration)
      #expect(try small.folder.read("images", .images([2, 3])).sha256 == SHA256.digest(of: content))
      #expect(dataset.train.rawFeatures(of: 3) == plain.train.rawFeatures(of: 3))
    }
  }

  /// The fast decompressor takes what it can read in full and right, and leaves the rest to the one that
  /// explains.
  @Test func onlyWholeMembersAreReadAtOnce() {
    let content = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let file = gzip(content)
    func inflate(_ file: [UInt8], count: Int) -> [UInt8]? {
      var room = [UInt8](repeating: 1, count: count)
      let isRead = file.withUnsafeBytes { file in
        room.withUnsafeMutableBytes { GzipFile.inflate(file, into: $0) }
      }
      return isRead ? room : nil
    }
    #expect(inflate(file, count: 5000) == content)
    #expect(inflate(gzip([]), count: 0) == [])
    #expect(inflate(file, count: 4999) == nil)
    #expect(inflate(file, count: 5001) == nil)
    #expect(inflate(file + file, count: 10_000) == nil)
    #expect(inflate(file + [0], count: 5000) == nil)
    #expect(inflate(gzip(content, checksum: 1), count: 5000) == nil)
    #expect(inflate(gzip(content, size: 1), count: 5000) == nil)
    for count in 0..<40 { #expect(inflate(Array(file.prefix(count)), count: 5000) == nil) }
  }

  @Test func manyMembersThatGrow() throws {
    let folder = try TemporaryFolder()
    let content = idx([700, 10, 100], (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
    let members = stride(from: 0, to: content.count, by: 70_000).flatMap {
      gzip(Array(content[$0..<min($0 + 70_000, content.count)]))
    }
    let two = gzip(Array(content.prefix(200_000))) + gzip(Array(content.dropFirst(200_000)))
    for (name, bytes) in [("plain", content), ("one", gzip(content)), ("members", members), ("two", two)] {
      try folder.write(name, bytes)
      for rule in [ContentRule.images([10, 100])] {
        let file = try folder.read(name, rule)
        let isEqual = file.bytes.withBytes { $0.elementsEqual(content) }
        #expect(isEqual)
        #expect(file.sha256 == SHA256.digest(of: content))
        #expect(file.isCompressed == (name != "plain"))
      }
    }
  }

  /// The rows stay as they are in the file; what they stand for is told with them.
  @Test func bytesAreNormalizedAsTheyAreUsed() throws {
    var small = try SmallIDX()
    small.normalization = Normalization(mean: 0.1307, standardDeviation: 0.3081)
    let split = try Dataset(small.declaration).train
    guard case .bytes(let features) = split.features else {
      Issue.record("no bytes")
      return
    }
    #expect(split.count == SmallIDX.pixels.count / 6)
    for example in 0..<split.count {
      #expect(Array(features.row(example)) == Array(SmallIDX.pixels[example * 6..<(example + 1) * 6]))
    }
    #expect(features.scale == 1 / 255 / 0.3081 && features.offset == -0.1307 / 0.3081)
  }

  @Test func valuesAreAsGiven() throws {
    let dataset = try Dataset(
      DatasetDeclaration(
        name: "xor",
        format: InlineFormat(features: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [[0], [1], [1], [0]]),
        classes: ["no", "yes"]))
    #expect(values(dataset.train) == [0, 0, 0, 1, 1, 0, 1, 1])
    #expect(dataset.train.targets == .classes([0, 1, 1, 0]))
    #expect(dataset.featureShape == [2])
  }

  @Test func valuesAreNormalized() throws {
    let dataset = try Dataset(
      DatasetDeclaration(
        name: "line", format: InlineFormat(features: [[1], [5]], targets: [[2], [10]]),
        normalization: Normalization(mean: 3, standardDeviation: 2)))
    #expect(values(dataset.train) == [-1, 1])
    #expect(dataset.train.rawFeatures(of: 1) == [5])
    #expect(dataset.train.targets == .values([2, 10], width: 1))
    #expect(dataset.classCount == nil)
  }

  private func values(_ split: Split) -> [Double]? {
    if case .values(let values) = split.features { values } else { nil }
  }
}
