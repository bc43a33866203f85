import Model
import NeuralNetwork
import Testing

@testable import Datasets

@Suite struct ColumnRangeTests {
  @Test func rangesOfTwoArePutTogether() {
    var (first, second) = (ColumnRange(), ColumnRange())
    for value in [2.5, -1] { first.add(value) }
    second.add(4)
    first.add(second)
    #expect((first.least, first.greatest, first.sum, first.count) == (-1, 4, 5.5, 3))
  }

  /// The features of one or of several cores have the range that each has by itself, to the bit.
  @Test(arguments: [1, 2, 7, 8, 33, 40]) func featuresOfTables(width: Int) throws {
    let count = 50
    let values = (0..<count * width).map { place -> Double in
      if place % 11 == 3 { return place % 2 == 0 ? 0.0 : -0.0 }
      return Double(place * 37 % 101) / 7 - 5
    }
    let examples = Examples(
      count: count, shape: [width], features: .values(values),
      targets: .values([Double](repeating: 0, count: count), width: 1))
    check(try Split(examples, .uniform(Normalization())), width) { values[$0] }
  }

  @Test(arguments: [1, 6, 17]) func featuresOfBytes(width: Int) throws {
    let count = 20
    var memory = GrowingBytes()
    let bytes = (0..<4 + count * width).map { UInt8($0 * 29 % 251) }
    let wanted = memory.room(atLeast: bytes.count)
    let room = try #require(wanted)
    room.copyBytes(from: bytes)
    memory.commit(bytes.count)
    let examples = Examples(
      count: count, shape: [width], features: .bytes(memory.finish(), offset: 4),
      targets: .classes([Int32](repeating: 0, count: count)))
    check(try Split(examples, .uniform(Normalization())), width) { Double(bytes[4 + $0]) }
  }

  private func check(_ split: Split, _ width: Int, _ value: (Int) -> Double) {
    let ranges = split.rawFeatureRanges()
    #expect(ranges.count == width)
    for (column, range) in ranges.enumerated() {
      var alone = ColumnRange()
      for row in 0..<split.count { alone.add(value(row * width + column)) }
      #expect(range.least.bitPattern == alone.least.bitPattern, "\(column)")
      #expect(range.greatest.bitPattern == alone.greatest.bitPattern, "\(column)")
      #expect(range.sum.bitPattern == alone.sum.bitPattern, "\(column)")
      #expect(range.count == alone.count)
    }
  }
}
