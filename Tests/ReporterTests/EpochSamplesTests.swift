import Experiment
import Testing

@testable import Reporter

/// The means and bands of lines through the epochs.
@Suite struct EpochSamplesTests {
  private func points(_ values: [Double?]) -> [EpochPoint] {
    values.enumerated().compactMap { place, value in value.map { (place + 1, Double(place + 1), $0) } }
  }

  @Test func meansAreOverAllTrials() {
    var samples = EpochSamples(.none)
    for values: [Double?] in [[1, 2, 9], [3, 4, 5]] { samples.add(points(values)) }
    #expect(samples.epochs.means.map(\.x) == [1, 2, 3])
    #expect(samples.epochs.means.map(\.y) == [2, 3, 7])
    #expect(samples.epochs.carriedCount == 0 && !samples.epochs.isCut)
    #expect(samples.intervals(of: .range).isEmpty && samples.runs.isEmpty)
    samples.add(points([nil, 6]))
    #expect(samples.epochs.means.map(\.x) == [2] && samples.epochs.means.map(\.y) == [4])
    #expect(samples.epochs.isCut)
  }

  @Test func aTrialThatStoppedCountsWithItsLastValues() {
    var samples = EpochSamples(.range)
    samples.add(points([8, 6, 4, 2]))
    samples.add(points([4, 0]), isStopped: true)
    samples.add(points([6, 3, 2]), isStopped: true)
    #expect(samples.epochs.means.map(\.x) == [1, 2, 3, 4])
    #expect(samples.epochs.means.map(\.y) == [6, 3, 2, 4.0 / 3])
    #expect(samples.epochs.count == 3 && samples.epochs.carriedCount == 2 && !samples.epochs.isCut)
    #expect(samples.intervals(of: .range).map(\.lower) == [4, 0, 0, 0])
    #expect(samples.intervals(of: .range).map(\.upper) == [8, 6, 4, 2])
    // An epoch that was recorded because a training stopped there is not one of the others.
    var sparse = EpochSamples(.none)
    sparse.add(points([8, nil, nil, 2]))
    sparse.add(points([4, nil, 1]), isStopped: true)
    #expect(sparse.epochs.means.map(\.x) == [1, 4] && sparse.epochs.means.map(\.y) == [6, 1.5])
  }

  @Test func aMetricAlongTheXAxisIsAMeanToo() {
    var samples = EpochSamples(.none, isAlongEpochs: false)
    samples.add([(1, 10, 1), (2, 20, 2)])
    samples.add([(1, 30, 3)], isStopped: true)
    #expect(samples.epochs.means.map(\.x) == [20, 25] && samples.epochs.means.map(\.y) == [2, 2.5])
  }

  /// Against scipy.stats: t.interval(0.95, 2, 2, sem([1, 2, 3])).
  @Test func bandsAreAroundTheMean() throws {
    func ends(_ band: BandSpec) -> [(x: Double, lower: Double, upper: Double)] {
      var samples = EpochSamples(band)
      for value in [1.0, 2, 3] { samples.add([(1, 1, value)]) }
      return samples.intervals(of: band)
    }
    let interval = try #require(ends(.ci95).first)
    #expect(abs(interval.lower - -0.48413771175033) < 1e-12)
    #expect(abs(interval.upper - 4.48413771175033) < 1e-12)
    #expect(ends(.sd).map(\.lower) == [1] && ends(.sd).map(\.upper) == [3])
    #expect(ends(.range).map(\.lower) == [1] && ends(.range).map(\.upper) == [3])
    #expect(ends(.none).isEmpty && ends(.each).isEmpty)
  }
}
