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
}
