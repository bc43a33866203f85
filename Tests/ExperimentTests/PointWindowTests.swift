import Testing

@testable import Experiment

@Suite struct PointWindowTests {
  /// Whatever the order, each point is what is read of it; and in their order few readings are made.
  @Test func givesWhatIsRead() {
    var window = PointWindow<Int>()
    var readings: [Range<Int>] = []
    func element(_ index: Int) -> Int {
      window.element(at: index, below: 1000) {
        readings.append($0)
        return $0.map { $0 * $0 }
      }
    }
    for index in 0..<1000 { #expect(element(index) == index * index) }
    #expect(readings.prefix(4) == [0..<1, 1..<3, 3..<7, 7..<15])
    #expect(readings.allSatisfy { $0.count <= 64 } && readings.last?.upperBound == 1000)
    #expect(readings.count < 25)
    for index in [999, 3, 3, 4, 5, 2, 998, 999, 0] { #expect(element(index) == index * index) }
  }

  /// A leap reads one point.
  @Test func leapsReadOnePoint() {
    var window = PointWindow<Int>()
    var count = 0
    for index in stride(from: 0, to: 900, by: 3) {
      _ = window.element(at: index, below: 1000) {
        count += $0.count
        return Array($0)
      }
    }
    #expect(count == 300)
  }
}
