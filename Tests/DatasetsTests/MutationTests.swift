import Model
import Testing

@testable import Datasets

/// Mutations of good files: whatever comes out is either a dataset or an error, never a crash.
@Suite struct MutationTests {
  /// Knuth's MMIX linear congruential generator.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }

    /// One to three bytes changed, inserted or taken out.
    mutating func mutate(_ bytes: [UInt8]) -> [UInt8] {
      var bytes = bytes
      for _ in 0..<Int.random(in: 1...3, using: &self) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &self)
        let byte = [0, 1, 0xFF, 0x1F, 0x22, 0x2C, 0x0A, UInt8.random(in: 0...255, using: &self)]
          .randomElement(using: &self)
        switch Int.random(in: 0..<4, using: &self) {
        case 0: bytes.insert(byte ?? 0, at: place)
        case 1: bytes.removeSubrange(place..<min(place + 3, bytes.count))
        default: bytes[place] = byte ?? 0
        }
      }
      return bytes
    }
  }

  @Test func compressedAndPlainIDX() throws {
    var generator = Generator(state: 1)
    let small = try SmallIDX()
    let image = idx([4, 2, 3], SmallIDX.pixels)
    var refused = 0
    for round in 0..<600 {
      let bytes = round.isMultiple(of: 3) ? gzip(generator.mutate(image)) : generator.mutate(gzip(image))
      try small.folder.write("images", bytes)
      try small.folder.write(
        "labels",
        round.isMultiple(of: 5) ? generator.mutate(idx([4], SmallIDX.labels)) : idx([4], SmallIDX.labels))
      do { _ = try Dataset(small.declaration) } catch {
        refused += 1
        #expect(!error.description.isEmpty)
      }
    }
    #expect((200..<600).contains(refused))
  }

  @Test func tables() throws {
    var generator = Generator(state: 2)
    let folder = try TemporaryFolder()
    let text = Array("x,\"y\",species\n1,2.5,a\n-3e1,4,\"b\"\r\n5,.5,\"a\"\n".utf8)
    var refused = 0
    for _ in 0..<600 {
      let file = try folder.write("table", generator.mutate(text))
      let table = CSVFormat(train: file, header: true, targets: [.number(3)])
      do {
        _ = try Dataset(
          DatasetDeclaration(
            name: "t", format: table, classes: ["a", "b"], directory: folder.path))
      } catch {
        refused += 1
        #expect(!error.description.isEmpty)
      }
    }
    #expect((200..<600).contains(refused))
  }
}
