import Foundation
import Testing

@testable import Plot

@Suite struct PNGTests {
  /// Bytes that look random, the same in each run.
  private func noise(_ count: Int, of values: UInt64 = 256) -> [UInt8] {
    var state: UInt64 = 1
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8((state >> 33) % values)
    }
  }

  @Test func compressedBytesReadBack() {
    var samples: [[UInt8]] = [[], [7], [1, 2], [1, 2, 3], noise(100_000), noise(100_000, of: 3)]
    samples.append([UInt8](repeating: 9, count: 70_000))
    // Every length of match, and far copies.
    for length in 1...300 { samples.append(noise(40) + [UInt8](repeating: 0, count: length) + noise(40)) }
    samples.append(noise(40_000) + noise(40_000))
    samples.append(noise(30_000) + noise(30_000))
    for sample in samples { #expect(Inflate.zlib(Deflate.zlib(sample)) == sample) }
    #expect(Deflate.zlib([UInt8](repeating: 0, count: 10_000)).count < 100)
  }

  @Test func checksums() {
    #expect(PNG.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(Deflate.adler32(Array("Wikipedia".utf8)) == 0x11E6_0398)
  }

  /// The chunks of a PNG by name, their checksums verified.
  private func chunks(_ png: [UInt8]) -> [(name: String, content: [UInt8])] {
    var chunks: [(String, [UInt8])] = []
    var rest = png.dropFirst(8)
    while rest.count >= 12 {
      let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      let named = rest.dropFirst(4).prefix(4 + length)
      let checksum = rest.dropFirst(8 + length).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      #expect(PNG.crc32(Array(named)) == checksum)
      chunks.append((String(decoding: named.prefix(4), as: UTF8.self), Array(named.dropFirst(4))))
      rest = rest.dropFirst(12 + length)
    }
    return chunks
  }

  @Test func greyImage() throws {
    let image = try #require(RasterImage(width: 20, height: 30, bytes: noise(600)))
    let chunks = chunks(PNG.encode(image))
    #expect(chunks.map(\.name) == ["IHDR", "IDAT", "IEND"])
    #expect(chunks[0].content == [0, 0, 0, 20, 0, 0, 0, 30, 8, 0, 0, 0, 0])
    let rows = try #require(Inflate.zlib(chunks[1].content))
    let pixels = (0..<30).flatMap { rows[$0 * 21 + 1..<($0 + 1) * 21] }
    #expect(pixels == image.bytes)
  }

  @Test(arguments: [(2, 1), (4, 2), (16, 4)])
  func fewColoursHaveAPalette(colours: UInt64, depth: UInt8) throws {
    let image = try #require(
      RasterImage(width: 31, height: 41, bytes: noise(31 * 41, of: colours).map { $0 * 10 }))
    let chunks = chunks(PNG.encode(image))
    #expect(chunks.map(\.name) == ["IHDR", "PLTE", "IDAT", "IEND"])
    #expect(chunks[0].content.suffix(5) == [depth, 3, 0, 0, 0])
    let palette = chunks[1].content
    let rows = try #require(Inflate.zlib(chunks[2].content))
    let stride = rows.count / 41
    let pixels = (0..<31 * 41).map { pixel in
      let bit = pixel % 31 * Int(depth)
      let byte = rows[pixel / 31 * stride + 1 + bit / 8]
      let index = Int(byte >> UInt8(8 - Int(depth) - bit % 8)) & (1 << Int(depth) - 1)
      return palette[3 * index]
    }
    #expect(pixels == image.bytes)
  }

  @Test func colourImage() throws {
    let image = try #require(RasterImage(width: 20, height: 20, channels: 3, bytes: noise(1200)))
    let chunks = chunks(PNG.encode(image))
    #expect(chunks[0].content.suffix(5) == [8, 2, 0, 0, 0])
    let rows = try #require(Inflate.zlib(chunks[1].content))
    #expect((0..<20).flatMap { rows[$0 * 61 + 1..<($0 + 1) * 61] } == image.bytes)
  }

  @Test func bytesMustFitTheImage() {
    #expect(RasterImage(width: 2, height: 2, bytes: [1, 2, 3]) == nil)
    #expect(RasterImage(width: 0, height: 2, bytes: []) == nil)
    #expect(RasterImage(width: 1, height: 1, channels: 2, bytes: [1, 2]) == nil)
  }

  @Test func enlargingRepeatsPixels() {
    let image = RasterImage(width: 2, height: 1, channels: 3, bytes: [1, 2, 3, 4, 5, 6])
    let row: [UInt8] = [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6]
    #expect(image?.enlarged(by: 2) == RasterImage(width: 4, height: 2, channels: 3, bytes: row + row))
  }
}
