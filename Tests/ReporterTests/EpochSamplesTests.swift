import Experiment
import Testing

@testable import Reporter

/// The means and bands of lines through the epochs.
@Suite struct EpochSamplesTests {
  private func points(_ values: [Double?]) -> [EpochPoint] {
    values.enumerated().compactMap { place, value in value.map { (place + 1, Double(place + 1), $0) } }
  }

  @Test func meansAreOverTheTrialsThatRecordedTheEpoch() {
    var samples = EpochSamples(.none)
    samples.add(points([1, 2, 9]))
    samples.add(points([3, 4]))
    samples.add(points([nil, 6]))
    #expect(samples.means.map(\.x) == [1, 2, 3])
    #expect(samples.means.map(\.y) == [2, 4, 9])
    #expect(samples.intervals(of: .range).isEmpty && samples.runs.isEmpty)
  }

  @Test func aMetricAlongTheXAxisIsAMeanToo() {
    var samples = EpochSamples(.none)
    samples.add([(1, 10, 1), (2, 20, 2)])
    samples.add([(1, 30, 3)])
    #expect(samples.means.map(\.x) == [20, 20] && samples.means.map(\.y) == [2, 2])
  }

  /// Against scipy.stats: t.interval(0.95, 2, 2, sem([1, 2, 3])).
  @Test func bandsAreAroundTheMean() throws {
    func ends(_ band: BandSpec) -> [(x: Double, lower: Double, upper: Double)] {
      var samples = EpochSamples(band)
      for value in [1.0, 2, 3] { samples.add([(1, 1, value)]) }
      samples.add([(2, 2, 7)])
      return samples.intervals(of: band)
    }
    let interval = try #require(ends(.ci95).first)
    #expect(abs(interval.lower - -0.48413771175033) < 1e-12)
    #expect(abs(interval.upper - 4.48413771175033) < 1e-12)
    #expect(ends(.sd).map(\.lower) == [1] && ends(.sd).map(\.upper) == [3])
    #expect(ends(.range).map(\.lower) == [1] && ends(.range).map(\.upper) == [3])
    // The second epoch has one value, which has no spread.
    #expect(ends(.ci95).map(\.x) == [1])
    #expect(ends(.none).isEmpty && ends(.each).isEmpty)
  }
}
