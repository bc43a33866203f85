import Foundation
import Testing

@testable import NeuralNetwork

@Suite struct MersenneTwisterTests {
  @Test(arguments: ["0", "1", "42", "4294967295"])
  func words(seed: String) throws {
    let golden = try JSONValue.golden("random")["numpy", seed]
    var bits = MersenneTwister(seed: try #require(UInt32(seed)))
    let words = bits.words(1249).map(Int64.init)
    #expect(try Array(words.prefix(8)) == golden["u32"].integers)
    #expect(try [623, 624, 1247, 1248].map { words[$0] } == golden["u32_at_623_624_1247_1248"].integers)
  }

  /// Each way to draw leaves the generator where the others do, whatever the block borders between.
  @Test(arguments: [0, 1, 2, 623, 624, 625, 1000, 1248, 3000])
  func waysToDrawAgree(count: Int) {
    for start in [0, 1, 300, 624] {
      var single = MersenneTwister(seed: 5)
      for _ in 0..<start { _ = single.next() }
      var bulk = single
      var discarding = single
      let words = (0..<count).map { _ in single.next() }
      #expect(bulk.words(count) == words)
      discarding.discard(count)
      let next = single.next()
      #expect(bulk.next() == next)
      #expect(discarding.next() == next)
      #expect(bulk == single)
    }
  }

  @Test func highHalfComesFirst() {
    var a = MersenneTwister(seed: 9)
    var b = a
    let (high, low) = (UInt64(a.next()), UInt64(a.next()))
    #expect(b.next64() == high << 32 | low)
  }

  @Test func continuesFromItsState() throws {
    var bits = MersenneTwister(seed: 1)
    bits.discard(700)
    var copy = try #require(MersenneTwister(state: bits.state, position: bits.position))
    var decoded = try JSONDecoder().decode(MersenneTwister.self, from: JSONEncoder().encode(bits))
    let expected = bits.words(1000)
    #expect(copy.words(1000) == expected)
    #expect(decoded.words(1000) == expected)
  }

  @Test func refusesBrokenState() {
    #expect(MersenneTwister(state: [1, 2], position: 0) == nil)
    #expect(MersenneTwister(state: [UInt32](repeating: 1, count: 624), position: 625) == nil)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(MersenneTwister.self, from: Data(#"{"state": [1], "position": 0}"#.utf8))
    }
  }
}
