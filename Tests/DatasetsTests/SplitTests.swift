import NeuralNetwork
import Testing

@testable import Datasets

/// What becomes of good files, and what a mini-batch holds.
@Suite struct SplitTests {
  @Test func smallIDX() throws {
    let dataset = try Dataset(SmallIDX().description)
    #expect(dataset.name == "small")
    #expect(dataset.train.count == 4)
    #expect(dataset.train.featureCount == 6)
    #expect(dataset.train.targets == .classes([2, 0, 1, 2]))
    #expect(dataset.test == nil)
    #expect(dataset.classCount == 3)
    #expect(dataset.classNames == ["0", "1", "2"])
    #expect(dataset.featureShape == [2, 3])
    #expect(dataset.digests.map(\.part) == ["train.images", "train.labels"])
    #expect(dataset.train.rawFeatures(of: 1) == [60, 70, 80, 90, 100, 110])
    #expect(dataset.train.rawFeatures(of: 4) == [])
    #expect(dataset.train.rawFeatures(of: -1) == [])
  }

  @Test func classesAreCountedWhereNoneAreDeclared() throws {
    var small = try SmallIDX()
    small.classes = nil
    #expect(try Dataset(small.description).classCount == 3)
    small.classes = .names(["a", "b", "c", "d"])
    #expect(try Dataset(small.description).classNames == ["a", "b", "c", "d"])
  }

  @Test func compressionIsSeenInTheContent() throws {
    let small = try SmallIDX()
    let plain = try Dataset(small.description)
    let content = idx([4, 2, 3], SmallIDX.pixels)
    // Two members one behind the other, the second one's size a bad hint.
    for bytes in [gzip(content), gzip(Array(content.prefix(20))) + gzip(Array(content.dropFirst(20)))] {
      try small.folder.write("images", bytes)
      let dataset = try Dataset(small.description)
      #expect(dataset.digests == plain.digests)
      #expect(dataset.train.rawFeatures(of: 3) == plain.train.rawFeatures(of: 3))
    }
  }

  /// The fast decompressor takes what it can read in full and right, and leaves the rest to the one that explains.
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
    let content = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let members = stride(from: 0, to: content.count, by: 70_000).flatMap {
      gzip(Array(content[$0..<$0 + 70_000]))
    }
    // Its trailer says enough for the fast decompressor to be tried, in vain, behind the first piece that is read.
    let two = gzip(Array(content.prefix(200_000))) + gzip(Array(content.dropFirst(200_000)))
    let files = try DataFile.read([
      folder.write("plain", content), folder.write("members", members), folder.write("two", two),
    ])
    for file in files {
      let isEqual = file.content.withBytes { $0.elementsEqual(content) }
      #expect(isEqual)
    }
    #expect(Set(files.map(\.sha256)).count == 1)
  }

  @Test func bytesAreNormalizedAsTheyAreGathered() throws {
    var small = try SmallIDX()
    small.normalization = Normalization(scale: 1 / 255, mean: 0.1307, standardDeviation: 0.3081)
    let split = try Dataset(small.description).train
    let double: [[Double]] = try gathered(split, rows: [3, 0, 3])
    let float: [[Float]] = try gathered(split, rows: [3, 0, 3])
    for (i, row) in [3, 0, 3].enumerated() {
      for j in 0..<6 {
        let pixel = Double(SmallIDX.pixels[row * 6 + j])
        let expected = (pixel / 255 - 0.1307) / 0.3081
        #expect(abs(double[i][j] - expected) <= 4e-16 * max(1, abs(expected)))
        #expect(abs(Double(float[i][j]) - expected) <= 3e-7)
        // The contract, bit for bit.
        #expect(double[i][j] == (-0.1307 / 0.3081).addingProduct(pixel, 1 / 255 / 0.3081))
      }
    }
  }

  /// The background is the byte 0, with the bits that a batch has for it: a 0 without a sign where the offset is -0.
  @Test func theByteZeroIsTheBackground() throws {
    var small = try SmallIDX()
    for (mean, deviation) in [(0.1307, 0.3081), (0, 0.5)] {
      small.normalization = Normalization(scale: 1 / 255, mean: mean, standardDeviation: deviation)
      let split = try Dataset(small.description).train
      let zero = try #require(SmallIDX.pixels.firstIndex(of: 0))
      let float: [[Float]] = try gathered(split, rows: [Int32(zero / 6)])
      #expect(split.background(as: Float.self)?.bitPattern == float[0][zero % 6].bitPattern)
      let double: [[Double]] = try gathered(split, rows: [Int32(zero / 6)])
      #expect(split.background(as: Double.self)?.bitPattern == double[0][zero % 6].bitPattern)
    }
    let inline = DatasetDescription(
      name: "zeros", format: .inline(features: [[0], [0]], targets: .classes([0, 1])))
    #expect(try Dataset(inline).train.background(as: Double.self) == nil)
  }

  @Test func valuesAreGathered() throws {
    let dataset = try Dataset(
      DatasetDescription(
        name: "xor",
        format: .inline(features: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: .classes([0, 1, 1, 0]))))
    #expect(try gathered(dataset.train, rows: [2, 1]) == [[1, 0], [0, 1]] as [[Double]])
    #expect(try gathered(dataset.train, rows: [2, 1]) == [[1, 0], [0, 1]] as [[Float]])
  }

  @Test func valuesAreNormalized() throws {
    let dataset = try Dataset(
      DatasetDescription(
        name: "line", format: .inline(features: [[1], [5]], targets: .values([[2], [10]])),
        normalization: Normalization(mean: 3, standardDeviation: 2)))
    #expect(try gathered(dataset.train, rows: [0, 1]) == [[-1], [1]] as [[Double]])
    #expect(dataset.train.rawFeatures(of: 1) == [5])
    #expect(dataset.train.targets == .values([2, 10], width: 1))
    #expect(dataset.classCount == nil)
  }

  /// The batch that `gather` writes, without the padding columns, which have to be finite.
  private func gathered<S: Scalar>(_ split: Split, rows: [Int32]) throws -> [[S]] {
    let kernels = try #require(S.kernels(for: .best))
    let stride = S.stride(columns: split.featureCount)
    let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: rows.count * stride * MemoryLayout<S>.stride, alignment: 64)
    defer { bytes.deallocate() }
    let x = bytes.initializeMemory(as: S.self, repeating: 7)
    let start = try #require(x.baseAddress)
    rows.withUnsafeBufferPointer {
      split.gather(rows: $0, into: start, stride: stride, leads: nil, kernels: kernels)
    }
    let isFinite = x.allSatisfy { $0.isFinite }
    #expect(isFinite)
    return rows.indices.map { Array(x[($0 * stride)..<($0 * stride + split.featureCount)]) }
  }
}
